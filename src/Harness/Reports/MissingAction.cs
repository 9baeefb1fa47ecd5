using System.Globalization;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>What it costs that a control action is bound to nothing.</summary>
/// <param name="Action">Name of the action.</param>
/// <param name="Cases">Cases without a judgement that need it.</param>
/// <param name="CasesOfItsOwn">Those of them that need nothing else: so many more would be judged if it were bound.</param>
public sealed record MissingAction(string Action, int Cases, int CasesOfItsOwn)
{
    /// <summary>The cost in words, to follow the name of the action.</summary>
    public string Cost => string.Create(
        CultureInfo.InvariantCulture,
        $": {Cases} {(Cases == 1 ? "case has" : "cases have")} no judgement without it; {CasesOfItsOwn} of them {(CasesOfItsOwn == 1 ? "needs" : "need")} nothing else");

    /// <summary>All of a run, the most expensive first.</summary>
    public static IReadOnlyList<MissingAction> Of(IReadOnlyList<CaseResult> cases) =>
    [
        .. cases.Where(c => c.Verdict is Verdict.Inconclusive)
            .SelectMany(c => c.MissingActions.Select(action => (action, Alone: c.MissingActions.Count == 1)))
            .GroupBy(m => m.action, (action, needs) => new MissingAction(action, needs.Count(), needs.Count(n => n.Alone)))
            .OrderByDescending(m => m.Cases)
            .ThenBy(m => m.Action, StringComparer.Ordinal),
    ];
}
