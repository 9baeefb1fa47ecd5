using System.Globalization;
using System.Text;
using Conformance.Harness.Reports.Ladder;
using Conformance.Harness.Results;

namespace Conformance.Harness.Golden;

/// <summary>
/// A case as text that is the same in every run: its ladder, then every message with its octets, volatile values replaced by stable names.
/// Times and the engine's remarks are left out; the wire alone is golden.
/// </summary>
public static class GoldenText
{
    // No line of the wire begins at the margin, so that none can be taken for the head of a message.
    private const string Indent = "  ";

    /// <summary>The text; lines end with a line feed.</summary>
    public static string Render(CaseResult @case)
    {
        TimelineEntry.Wire[] messages = [.. @case.Timeline.OfType<TimelineEntry.Wire>()];
        string[] octets = [.. messages.Select(StableNames.Latin1)];
        var names = new StableNames(octets, @case.Parties);
        var text = new StringBuilder(1 << 12);
        text.Append(@case.Id).Append('\n').Append(@case.Title).Append("\n\n");
        text.Append(LadderText.Render(@case.Parties, @case.SutParty, Rows(@case, names)));
        for (var i = 0; i < messages.Length; i++)
        {
            text.Append('\n').Append(Head(i, messages[i])).Append('\n');
            VisibleText.Append(text, Encoding.Latin1.GetBytes(names.Message(i)), Indent);
        }

        return text.ToString();
    }

    /// <summary>The line above a message.</summary>
    private static string Head(int index, TimelineEntry.Wire message) =>
        string.Create(CultureInfo.InvariantCulture, $"{index + 1}  {message.From} to {message.To}, {message.Protocol} over {message.Transport}{(message.Provocation ? ", a provocation" : "")}");

    /// <summary>Arrows are numbered like the messages beneath.</summary>
    private static IEnumerable<LadderRow> Rows(CaseResult @case, StableNames names)
    {
        var number = 0;
        foreach (var entry in @case.Timeline.Where(e => e is not TimelineEntry.Note))
        {
            var row = LadderText.Row(entry);
            yield return row with
            {
                Label = names.Text(row.Label),
                Margin = entry is TimelineEntry.Wire ? (++number).ToString(CultureInfo.InvariantCulture) : "",
                Remark = entry is TimelineEntry.Missing ? "MISSING" : row.Remark,
            };
        }
    }

    /// <summary>The message that a line of a rendered text belongs to, counted from 0; null for the ladder.</summary>
    internal static int? MessageAt(IReadOnlyList<string> lines, int line)
    {
        for (var i = Math.Min(line, lines.Count - 1); i >= 0; i--)
        {
            var head = lines[i];
            var digits = head.TakeWhile(char.IsAsciiDigit).Count();
            if (digits > 0 && head.AsSpan(digits).StartsWith(Indent) && i > 0 && lines[i - 1].Length == 0)
            {
                return int.Parse(head.AsSpan(0, digits), CultureInfo.InvariantCulture) - 1;
            }
        }

        return null;
    }
}
