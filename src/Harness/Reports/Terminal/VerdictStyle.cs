using Conformance.Harness.Results;
using Spectre.Console;

namespace Conformance.Harness.Reports.Terminal;

/// <summary>Colours of verdicts. The word always stands beside the colour.</summary>
internal static class VerdictStyle
{
    public static Style Of(CaseResult @case) => Of(CaseReason.Rank(@case));

    public static Style Of(Verdict verdict) => verdict switch
    {
        Verdict.Fail => Of(0),
        Verdict.Error => Of(1),
        Verdict.Inconclusive => Of(2),
        _ => Of(4),
    };

    public static string Word(CaseResult @case) => @case.Known ? "known" : @case.Verdict == Verdict.Pass && @case.Warned ? "warning" : Spelling.Of(@case.Verdict);

    public static Style Soft { get; } = new(Color.Grey);

    public static Style Bold { get; } = new(decoration: Decoration.Bold);

    private static Style Of(int rank) => rank switch
    {
        0 => new Style(Color.Red, decoration: Decoration.Bold),
        1 => new Style(Color.Fuchsia, decoration: Decoration.Bold),
        2 => new Style(Color.Blue),
        3 => new Style(Color.Yellow),
        _ => new Style(Color.Green),
    };
}
