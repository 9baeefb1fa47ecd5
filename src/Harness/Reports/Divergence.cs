using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>Where a case first left the path that its scenario draws, and what was said about it.</summary>
/// <param name="Entry">Index in the timeline; null when nothing on it shows the problem.</param>
/// <param name="Finding">Index in the findings; null when none speaks about it.</param>
public readonly record struct Divergence(int? Entry, int? Finding)
{
    /// <summary>The first divergence of a case; null for a clean pass.</summary>
    public static Divergence? Of(CaseResult @case)
    {
        if (!CaseReason.NeedsAttention(@case))
        {
            return null;
        }

        var worst = @case.Findings.Count == 0 ? Severity.Finding : @case.Findings.Min(finding => finding.Severity);
        var blamed = @case.Findings.Where(finding => finding.Severity == worst && finding.Entry is not null).Select(finding => finding.Entry);
        var drawn = @case.Timeline.Where(IsOff).Select(entry => (int?)entry.Index);
        var entry = blamed.Concat(drawn).Min();
        for (var i = 0; i < @case.Findings.Count; i++)
        {
            if (entry is not null && @case.Findings[i].Entry == entry)
            {
                return new Divergence(entry, i);
            }
        }

        // Findings about an absence carry no entry; the worst of them comes first.
        return new Divergence(entry, @case.Findings.Count > 0 ? 0 : null);
    }

    private static bool IsOff(TimelineEntry entry) => entry switch
    {
        TimelineEntry.Missing => true,
        TimelineEntry.Wire wire => wire.Mark is ArrowMark.Forbidden or ArrowMark.Unexpected,
        _ => false,
    };
}
