using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;

namespace Conformance.Harness.Running;

/// <summary>Computes, for every row of both ledgers, what a run says about it and what verifies it. Nobody types a status.</summary>
public static class RequirementMatrix
{
    /// <summary>The names of the scenarios and rules that verify each requirement.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Verifiers(IEnumerable<Scenario> scenarios, IEnumerable<IRule> rules)
    {
        var found = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var scenario in scenarios)
        {
            foreach (var id in scenario.Variants.SelectMany(v => v.Steps).SelectMany(RequirementsOf).Distinct())
            {
                Add(found, id, scenario.Name);
            }
        }

        foreach (var rule in rules)
        {
            Add(found, rule.Requirement, $"rule: {rule.Title}");
        }

        return found.ToDictionary(f => f.Key, f => (IReadOnlyList<string>)f.Value, StringComparer.Ordinal);
    }

    /// <summary>The matrix for a set of results.</summary>
    public static IReadOnlyList<RequirementResult> Compute(IReadOnlyList<CaseResult> results, IReadOnlyDictionary<string, IReadOnlyList<string>> verifiers)
    {
        var exercised = results
            .SelectMany(r => r.Exercised.Select(id => (id, r)))
            .GroupBy(p => p.id, p => p.r)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        var blamed = results
            .SelectMany(r => r.Findings.Where(f => f.Requirement is not null && f.Kind is not FindingKind.Harness).Select(f => (Id: f.Requirement ?? "", f.Severity)))
            .GroupBy(p => p.Id, p => p.Severity)
            .ToDictionary(g => g.Key, g => g.Min(), StringComparer.Ordinal);
        return [.. Requirements.All.Select(r => Row(r, exercised, blamed, verifiers))];
    }

    /// <summary>All requirements that a step names, inside groups and silences too.</summary>
    public static IEnumerable<string> RequirementsOf(Step step) => step switch
    {
        AnyOrder group => group.Requirements.Concat(group.Steps.SelectMany(RequirementsOf)),
        OneOf choice => choice.Requirements.Concat(choice.Alternatives.SelectMany(RequirementsOf)),
        Never never => never.Requirements.Concat(RequirementsOf(never.Forbidden)),
        Optional optional => optional.Requirements.Concat(RequirementsOf(optional.Allowed)),
        _ => step.Requirements,
    };

    /// <summary>Those of the requirements that a step names by which it judges one party: what that party does, or must not do, in it.</summary>
    public static IEnumerable<string> RequirementsOf(Step step, Party judged) => step switch
    {
        AnyOrder group => group.Steps.SelectMany(s => RequirementsOf(s, judged)).Concat(group.Requirements),
        OneOf choice when Judges(choice.Alternatives[0], judged) => RequirementsOf(choice),
        Never never when Judges(never.Forbidden, judged) => RequirementsOf(never),
        Optional optional when Judges(optional.Allowed, judged) => RequirementsOf(optional),
        Arrow or Answer or Sight when Judges(step, judged) => step.Requirements,
        _ => [],
    };

    private static bool Judges(Step step, Party judged) => CasePlan.Emitter(step) == judged;

    private static RequirementResult Row(
        Requirement requirement,
        Dictionary<string, CaseResult[]> exercised,
        Dictionary<string, Severity> blamed,
        IReadOnlyDictionary<string, IReadOnlyList<string>> verifiers)
    {
        var cases = exercised.GetValueOrDefault(requirement.Id) ?? [];
        var verifiedBy = verifiers.GetValueOrDefault(requirement.Id) ?? [];
        var status = requirement.Kind is RequirementKind.NotTestable ? RequirementStatus.NotTestable
            : blamed.TryGetValue(requirement.Id, out var severity) && severity is Severity.Fail ? RequirementStatus.Failed
            : blamed.TryGetValue(requirement.Id, out severity) && severity is Severity.Warning ? RequirementStatus.Warned
            : cases.Any(c => c.Verdict is Verdict.Pass or Verdict.Fail) ? RequirementStatus.Passed
            : cases.Length > 0 ? RequirementStatus.Inconclusive
            : verifiedBy.Count > 0 ? RequirementStatus.NotExercised
            : RequirementStatus.NotVerifiedYet;
        return new RequirementResult(requirement, status, [.. cases.Select(c => c.Id)], verifiedBy);
    }

    private static void Add(Dictionary<string, List<string>> found, string id, string name)
    {
        if (!found.TryGetValue(id, out var names))
        {
            found[id] = names = [];
        }

        if (!names.Contains(name))
        {
            names.Add(name);
        }
    }
}
