using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Baselines;

/// <summary>The failures that are known. What is listed does not fail a run; what fails and is not listed does, and so does what is listed and no longer fails.</summary>
/// <param name="File">Where it was read from, for reports.</param>
/// <param name="Failures">Its rows, in order.</param>
public sealed record Baseline(string File, IReadOnlyList<KnownFailure> Failures)
{
    /// <summary>Marks the findings that are known and finds the rows that are stale.</summary>
    /// <param name="cases">The cases that ended.</param>
    /// <param name="exists">Whether a case of that id exists at all.</param>
    /// <param name="strict">Whether warnings count as failures.</param>
    /// <param name="today">The day of the run in UTC; rows that expired before it cover nothing.</param>
    /// <returns>The cases in their order, and what is to be said about the baseline itself.</returns>
    public (IReadOnlyList<CaseResult> Cases, BaselineOutcome Outcome) Judge(IReadOnlyList<CaseResult> cases, Func<string, bool> exists, bool strict, DateOnly today)
    {
        var rows = Failures.ToLookup(f => f.Case, StringComparer.Ordinal);
        CaseResult[] marked = [.. cases.Select(c => rows.Contains(c.Id) ? Mark(c, [.. rows[c.Id].Where(f => !IsOver(f, today))], strict) : c)];
        var ended = cases.ToLookup(c => c.Id, StringComparer.Ordinal);
        StaleEntry[] stale = [.. Failures.Select(f => Staleness(f, ended[f.Case], exists, strict) is { } why ? new StaleEntry(f, why) : null).OfType<StaleEntry>()];
        return (marked, new BaselineOutcome(File, Failures.Count, stale));
    }

    /// <summary>True when the finding fails a run.</summary>
    public static bool Fails(Finding finding, bool strict) =>
        finding.Kind is not FindingKind.Harness && (finding.Severity is Severity.Fail || (strict && finding.Severity is Severity.Warning));

    private static bool IsOver(KnownFailure failure, DateOnly today) => failure.Expires is { } last && today > last;

    private static CaseResult Mark(CaseResult @case, KnownFailure[] rows, bool strict)
    {
        Finding[] findings = [.. @case.Findings.Select(f => Fails(f, strict) ? f with { Known = rows.FirstOrDefault(r => r.Covers(@case.Id, f.Requirement)) } : f)];
        return @case with
        {
            Findings = findings,
            Known = @case.Verdict is Verdict.Fail or Verdict.Pass && findings.Any(f => f.Known is not null) && findings.All(f => f.Known is not null || !Fails(f, strict)),
        };
    }

    /// <summary>Only what was judged can be stale: a case that did not run here, or came to no judgement, says nothing.</summary>
    private static string? Staleness(KnownFailure failure, IEnumerable<CaseResult> ended, Func<string, bool> exists, bool strict)
    {
        if (!exists(failure.Case))
        {
            return "there is no such case";
        }

        CaseResult[] judged = [.. ended.Where(c => c.Verdict is Verdict.Pass or Verdict.Fail)];
        return judged.Length == 0 || judged.Any(c => c.Findings.Any(f => Fails(f, strict) && failure.Covers(c.Id, f.Requirement))) ? null
            : judged.All(c => c.Verdict is Verdict.Pass) ? "the case passes"
            : "the case fails for other reasons only";
    }
}
