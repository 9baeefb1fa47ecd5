using Conformance.Harness.Results;

namespace Conformance.Harness.Secrets;

/// <summary>Hides secrets in results, before anything is made of them: reports compress and encode, and a secret could not be found there any more.</summary>
public static class ResultRedaction
{
    /// <summary>The run without secrets.</summary>
    public static RunResult Apply(this Redaction redaction, RunResult run) => redaction.IsEmpty ? run : run with
    {
        SutName = redaction.Apply(run.SutName),
        Cases = [.. run.Cases.Select(redaction.Apply)],
        Strays = [.. run.Strays.Select(s => s with { Bytes = redaction.Apply(s.Bytes) })],
    };

    /// <summary>The case without secrets. Ids and texts of scenarios are the harness's own, and stay.</summary>
    public static CaseResult Apply(this Redaction redaction, CaseResult result) => redaction.IsEmpty ? result : result with
    {
        Reason = redaction.Maybe(result.Reason),
        Findings = [.. result.Findings.Select(redaction.Apply)],
        Timeline = [.. result.Timeline.Select(redaction.Apply)],
    };

    private static Finding Apply(this Redaction redaction, Finding finding) => finding with
    {
        Message = redaction.Apply(finding.Message),
        Expected = redaction.Maybe(finding.Expected),
        Observed = redaction.Maybe(finding.Observed),
    };

    private static TimelineEntry Apply(this Redaction redaction, TimelineEntry entry) => entry switch
    {
        TimelineEntry.Wire wire => wire with { Label = redaction.Apply(wire.Label), Bytes = redaction.Apply(wire.Bytes), Opened = [.. wire.Opened.Select(o => o with { Bytes = redaction.Apply(o.Bytes) })] },
        TimelineEntry.Missing missing => missing with { Label = redaction.Apply(missing.Label) },
        TimelineEntry.Action action => action with { Text = redaction.Apply(action.Text) },
        TimelineEntry.UserEvent sight => sight with { Text = redaction.Apply(sight.Text) },
        TimelineEntry.Note note => note with { Text = redaction.Apply(note.Text) },
        _ => entry,
    };

    private static string? Maybe(this Redaction redaction, string? text) => text is null ? null : redaction.Apply(text);
}
