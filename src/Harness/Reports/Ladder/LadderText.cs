using System.Text;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports.Ladder;

/// <summary>A ladder diagram in plain text: one column for each party, one line for each arrow, the label on the arrow.</summary>
public static class LadderText
{
    /// <summary>Columns of a label that are shown at most; a label says what a message is, not all that is in it.</summary>
    private const int LongestLabel = 64;

    /// <summary>What happened in a case, with times in seconds on the left and remarks on the right.</summary>
    /// <param name="case">The case to draw.</param>
    /// <param name="strokes">Line drawing or plain ASCII.</param>
    public static string Render(CaseResult @case, LadderStrokes? strokes = null) =>
        @case.Timeline.Count == 0 ? "(nothing was sent, seen or awaited)\n" : Render(@case.Parties, @case.SutParty, @case.Timeline.Select(Row), strokes);

    /// <summary>Any ladder, such as the plan of a scenario that has not run.</summary>
    /// <param name="parties">The columns, left to right. Parties that appear in rows only are added at the right.</param>
    /// <param name="sut">The party that is marked as system under test; null for none.</param>
    /// <param name="rows">The rows, from the top.</param>
    /// <param name="strokes">Line drawing or plain ASCII.</param>
    public static string Render(IReadOnlyList<string> parties, string? sut, IEnumerable<LadderRow> rows, LadderStrokes? strokes = null)
    {
        var drawn = strokes ?? LadderStrokes.Unicode;
        LadderRow[] lines = [.. rows.Select(row => row with { Label = OneLine(row.Label) })];
        string[] columns = [.. parties.Concat(lines.Where(row => row.Kind != LadderRowKind.Note).SelectMany(row => new[] { row.From, row.To })).Distinct(StringComparer.Ordinal)];
        string[] heads = [.. columns.Select(name => name == sut ? $"{name} (SUT)" : name)];
        var lifelines = LadderColumns.Place(columns, heads, lines);
        var canvas = new LadderCanvas(columns, lifelines, lines.Length == 0 ? 0 : lines.Max(row => row.Margin.Length), drawn);
        canvas.Heads(heads);
        foreach (var row in lines)
        {
            canvas.Draw(row);
        }

        return canvas.ToString();
    }

    /// <summary>The row that a timeline entry becomes.</summary>
    public static LadderRow Row(TimelineEntry entry)
    {
        var row = entry switch
        {
            TimelineEntry.Wire wire => new LadderRow(wire.From, wire.To, wire.Label) { Remark = Remark(wire) },
            TimelineEntry.Missing missing => new LadderRow(missing.From, missing.To, missing.Label) { Kind = LadderRowKind.Missing, Remark = $"MISSING after {Spelling.Time(missing.Waited)}" },
            TimelineEntry.Action action => new LadderRow(action.Party, action.Party, action.Text) { Kind = LadderRowKind.Box },
            TimelineEntry.UserEvent seen => new LadderRow(seen.Party, seen.Party, seen.Text) { Kind = LadderRowKind.Box, Remark = "seen by the user" },
            TimelineEntry.Note note => new LadderRow("", "", note.Text) { Kind = LadderRowKind.Note },
            _ => throw new ArgumentOutOfRangeException(nameof(entry)),
        };
        return row with { Margin = Spelling.Seconds(entry.At) };
    }

    private static string Remark(TimelineEntry.Wire wire) => wire.Mark switch
    {
        ArrowMark.Forbidden => "FORBIDDEN",
        ArrowMark.Unexpected => "UNEXPECTED",
        ArrowMark.Tolerated => "tolerated",
        _ => wire.Provocation ? "provocation" : "",
    };

    private static string OneLine(string label)
    {
        var text = new StringBuilder(label.Length);
        foreach (var c in label)
        {
            text.Append(char.IsControl(c) ? ' ' : c);
        }

        return text.Length <= LongestLabel ? text.ToString() : text.ToString(0, LongestLabel - 3) + "...";
    }
}
