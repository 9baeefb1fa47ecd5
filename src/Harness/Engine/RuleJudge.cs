using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;

namespace Conformance.Harness.Engine;

/// <summary>
/// The second oracle: runs every message rule over a trace. What the system under test sent is blamed on the requirement;
/// what the harness sent, unless it was a provocation, is judged by the same rules and blamed on the harness.
/// </summary>
public static class RuleJudge
{
    /// <summary>Judges a trace.</summary>
    /// <param name="trace">The evidence.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="exercised">Gets the ids of the requirements that were put to the test.</param>
    /// <returns>The findings; their entries are positions in the trace.</returns>
    public static IReadOnlyList<Finding> Judge(Trace trace, IReadOnlyList<IRule> rules, ICollection<string> exercised)
    {
        var findings = new List<Finding>();

        // A list of ten thousand is judged by millions of questions: what has one answer for all messages is asked once.
        var binding = rules.Where(r => r.Binds(trace.Seat)).ToArray();
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in trace.Messages)
        {
            if (message.Retransmission || (message.Provocation && !message.FromSut))
            {
                continue;
            }

            foreach (var rule in message.FromSut ? binding : rules)
            {
                if (!TryCheck(rule, message, trace, findings, out var outcome))
                {
                    continue;
                }

                if (message.FromSut && met.Add(rule.Requirement) && !trace.Pixit.Void.Contains(rule.Requirement))
                {
                    exercised.Add(rule.Requirement);
                }

                if (outcome.Violation is { } violation && !Repeats(findings, rule, message))
                {
                    findings.Add(FindingFor(rule, message, violation, trace.Pixit));
                }
            }
        }

        return findings;
    }

    private static bool TryCheck(IRule rule, Observed message, Trace trace, List<Finding> findings, out RuleOutcome outcome)
    {
        try
        {
            outcome = rule.Check(message, trace);
            return outcome.Applies;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A rule that throws is a defect of the harness: the case is its error, and the other rules still run.
            outcome = RuleOutcome.NotApplicable;
            findings.Add(new Finding
            {
                Requirement = rule.Requirement,
                Severity = Severity.Fail,
                Kind = FindingKind.Harness,
                Message = $"The harness failed in a rule: {rule.Title}: {fault.Message}",
                Observed = fault.ToString(),
                Entry = message.Index,
            });
            return false;
        }
    }

    /// <summary>One finding for each requirement and case is enough: a list service breaks a rule in all its copies alike.</summary>
    private static bool Repeats(List<Finding> findings, IRule rule, Observed message) =>
        message.FromSut && findings.Any(f => f.Requirement == rule.Requirement && f.Kind is FindingKind.Rule);

    private static Finding FindingFor(IRule rule, Observed message, Violation violation, Pixit pixit)
    {
        return new Finding
        {
            Requirement = rule.Requirement,
            Severity = message.FromSut ? pixit.Weigh(rule.Requirement, violation.Reading, violation.Alternative, violation.Severity) : Severity.Fail,
            Kind = message.FromSut ? FindingKind.Rule : FindingKind.Harness,
            Message = message.FromSut
                ? $"{message.From} sent {Summary.Of(message)} that breaks a rule: {rule.Title}{pixit.Explain(rule.Requirement, violation.Reading, violation.Alternative)}"
                : $"The harness itself broke a rule as {message.From}: {rule.Title}",
            Rule = rule.Title,
            Expected = violation.Expected,
            Observed = violation.Observed,
            Entry = message.Index,
            Bytes = violation.Bytes,
            Reading = violation.Reading,
            IsUndecided = violation.IsUndecided && message.FromSut,
        };
    }
}
