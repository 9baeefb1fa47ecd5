using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>Why a case did not simply pass, in one line.</summary>
public static class CaseReason
{
    /// <summary>The worst finding's message, else the reason for having no judgement; empty for a clean pass.</summary>
    public static string Of(CaseResult @case)
    {
        if (@case.Verdict is Verdict.Inconclusive or Verdict.Error && @case.Reason is { Length: > 0 } reason)
        {
            return OneLine(reason);
        }

        var worst = Worst(@case);
        var text = OneLine(worst?.Message ?? @case.Reason ?? "");
        return @case.Known && worst?.Known is { } known ? $"known failure: {OneLine(known.Text)}: {text}" : text;
    }

    /// <summary>The finding to look at first: findings come worst first, and one that a baseline covers is no news.</summary>
    public static Finding? Worst(CaseResult @case) =>
        @case.Findings.FirstOrDefault(f => f.Known is null && !@case.Known) ?? (@case.Findings.Count > 0 ? @case.Findings[0] : null);

    /// <summary>True when somebody has to look at the case.</summary>
    public static bool NeedsAttention(CaseResult @case) => @case.Verdict != Verdict.Pass || @case.Warned;

    /// <summary>Failures first, then faults of the harness, no judgement, warnings, passes.</summary>
    public static int Rank(CaseResult @case) => @case.Verdict switch
    {
        Verdict.Fail => 0,
        Verdict.Error => 1,
        Verdict.Inconclusive => 2,
        _ => @case.Warned ? 3 : 4,
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
