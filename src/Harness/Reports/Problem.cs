using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>
/// Cases that ended badly for the same reason. A stack with one fault often fails hundreds of cases; a reader wants to see one line for it.
/// </summary>
/// <param name="Requirement">The clause that is blamed; null where none is.</param>
/// <param name="Reason">What went wrong in the first of them, in one line.</param>
/// <param name="Shared">What the reasons of all of them have in common, to find them by.</param>
/// <param name="Cases">The cases, in order of their ids; the first stands for all.</param>
public sealed record Problem(string? Requirement, string Reason, string Shared, IReadOnlyList<CaseResult> Cases)
{
    /// <summary>The case to look at first.</summary>
    public CaseResult First => Cases[0];

    /// <summary>All problems of a run: failures first, and among equals what concerns most cases.</summary>
    public static IReadOnlyList<Problem> Of(RunResult run) =>
    [
        .. run.Cases.Where(CaseReason.NeedsAttention)
            .GroupBy(@case => (Rank: CaseReason.Rank(@case), CaseReason.Worst(@case)?.Requirement, Shared: SharedBy(@case)))
            .OrderBy(group => group.Key.Rank)
            .ThenByDescending(group => group.Count())
            .Select(group => new Problem(group.Key.Requirement, CaseReason.Of(group.First()), group.Key.Shared, [.. group])),
    ];

    // A rule speaks of each message by its name, but the fault is the same whichever message shows it.
    private static string SharedBy(CaseResult @case) =>
        @case.Verdict is Verdict.Fail or Verdict.Pass && CaseReason.Worst(@case)?.Rule is { } rule ? rule : CaseReason.Of(@case);
}
