using System.Text;

namespace Conformance.Cli.Showing;

/// <summary>Rows with aligned columns. The last column is cut to the width of a terminal, and left whole in a pipe, where it may be searched.</summary>
internal static class TextTable
{
    internal static void Write(TextWriter output, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, int? width)
    {
        int[] widths = [.. heads.Select((head, i) => rows.Select(r => r[i].Length).Append(head.Length).Max())];
        foreach (var row in rows.Prepend(heads))
        {
            var line = new StringBuilder();
            for (var i = 0; i < row.Count; i++)
            {
                line.Append(i == row.Count - 1 ? row[i] : row[i].PadRight(widths[i] + 2));
            }

            var text = line.ToString().TrimEnd();
            output.WriteLine(width is { } most && text.Length > most && most > 3 ? text[..(most - 3)] + "..." : text);
        }
    }

    /// <summary>The width to cut to; null when nobody watches.</summary>
    internal static int? TerminalWidth => Console.IsOutputRedirected ? null : Console.WindowWidth;
}
