using DiffPlex;
using DiffPlex.Model;

namespace Conformance.Harness.Golden;

/// <summary>How a case differs from its golden file.</summary>
/// <param name="Text">Lines that went begin with <c>-</c>, lines that came with <c>+</c>, lines around them with a blank.</param>
/// <param name="Expected">The first line of the wire that went; null when lines only came.</param>
/// <param name="Observed">The first line of the wire that came; null when lines only went.</param>
/// <param name="Message">The first message concerned, counted from 0; null when only the ladder is.</param>
public sealed record GoldenDifference(string Text, string? Expected, string? Observed, int? Message)
{
    private const int LinesAround = 2;

    // Enough to see what happened; the whole is in the two files.
    private const int MostLines = 60;

    internal static GoldenDifference Between(string verified, string received)
    {
        var diff = new Differ().CreateLineDiffs(verified, received, ignoreWhitespace: false);

        // The ladder and the wire often differ together; the wire says more.
        var first = diff.DiffBlocks.FirstOrDefault(b => MessageOf(diff, b) is not null) ?? diff.DiffBlocks.FirstOrDefault();
        return new GoldenDifference(
            Excerpt(diff),
            first is null ? null : Lines(diff.PiecesOld, first.DeleteStartA, first.DeleteCountA).FirstOrDefault(line => line.Length > 0),
            first is null ? null : Lines(diff.PiecesNew, first.InsertStartB, first.InsertCountB).FirstOrDefault(line => line.Length > 0),
            first is null ? null : MessageOf(diff, first));
    }

    /// <summary>The message of the first line that came, the empty one before a new message left out.</summary>
    private static int? MessageOf(DiffResult diff, DiffBlock block)
    {
        var blank = Lines(diff.PiecesNew, block.InsertStartB, block.InsertCountB).TakeWhile(line => line.Length == 0).Count();
        return GoldenText.MessageAt(diff.PiecesNew, block.InsertStartB + (blank < block.InsertCountB ? blank : 0));
    }

    private static IEnumerable<string> Lines(string[] pieces, int start, int count) => pieces.Skip(start).Take(count);

    private static string Excerpt(DiffResult diff)
    {
        var text = new List<string>();
        var shown = 0;
        foreach (var block in diff.DiffBlocks)
        {
            var from = Math.Max(shown, block.InsertStartB - LinesAround);
            if (from > shown && text.Count > 0)
            {
                text.Add("...");
            }

            Around(from, block.InsertStartB);
            text.AddRange(Lines(diff.PiecesOld, block.DeleteStartA, block.DeleteCountA).Select(line => $"- {line}"));
            text.AddRange(Lines(diff.PiecesNew, block.InsertStartB, block.InsertCountB).Select(line => $"+ {line}"));
            shown = block.InsertStartB + block.InsertCountB;
            var next = diff.DiffBlocks.SkipWhile(b => b != block).Skip(1).FirstOrDefault()?.InsertStartB ?? diff.PiecesNew.Length;
            var to = Math.Min(shown + LinesAround, next);
            Around(shown, to);
            shown = to;
        }

        return string.Join('\n', text.Count > MostLines ? text.Take(MostLines).Append("...") : text);

        void Around(int from, int to) => text.AddRange(Lines(diff.PiecesNew, from, to - from).Select(line => $"  {line}"));
    }
}
