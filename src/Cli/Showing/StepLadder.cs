using System.Globalization;
using Conformance.Harness.Dsl;
using Conformance.Harness.Reports.Ladder;

namespace Conformance.Cli.Showing;

/// <summary>The plan of a scenario as a ladder: what will happen, not what did.</summary>
internal static class StepLadder
{
    /// <summary>One row for each line of the choreography, groups opened up, with numbers at the left by which texts beneath can name them.</summary>
    internal static IEnumerable<(Step Step, LadderRow Row)> Rows(IEnumerable<Step> steps) =>
        steps.SelectMany(step => Open(step, "")).Select((row, i) => (row.Step, row.Row with { Margin = (i + 1).ToString(CultureInfo.InvariantCulture) }));

    private static IEnumerable<(Step Step, LadderRow Row)> Open(Step step, string remark) => step switch
    {
        AnyOrder group => group.Steps.SelectMany(s => Open(Inherit(group, s), "in any order")),
        OneOf choice => choice.Alternatives.SelectMany(s => Open(Inherit(choice, s), choice.Reading is null ? "one of these" : $"one of these ({choice.Reading})")),
        Optional optional => Open(Inherit(optional, optional.Allowed), "perhaps"),
        Never never => Open(Inherit(never, never.Forbidden), "NEVER").Select(r => (r.Step, r.Row.Kind is LadderRowKind.Arrow ? r.Row with { Kind = LadderRowKind.Missing } : r.Row)),
        _ => [(step, Row(step) with { Remark = remark })],
    };

    private static Step Inherit(Step group, Step inner) => inner with { Requirements = [.. group.Requirements.Union(inner.Requirements)] };

    private static LadderRow Row(Step step) => step switch
    {
        Arrow arrow => new LadderRow(arrow.From.Name, arrow.Receiver.Name, arrow.Label),
        Answer answer => new LadderRow(answer.From.Name, answer.To.Name, answer.Label),
        SessionSetup setup => new LadderRow(setup.Offerer.Name, setup.Answerer.Name, "MSRP session"),
        Control control => new LadderRow(control.Who.Name, control.Who.Name, control.Label) { Kind = LadderRowKind.Box },
        Sight sight => new LadderRow(sight.Who.Name, sight.Who.Name, $"sees {sight.Label}") { Kind = LadderRowKind.Box },
        _ => new LadderRow("", "", step.Label) { Kind = LadderRowKind.Note },
    };
}
