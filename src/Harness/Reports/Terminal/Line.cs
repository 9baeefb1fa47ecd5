using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Conformance.Harness.Reports.Terminal;

/// <summary>
/// One line that is never folded, so that commands and ids can be copied from it, and from which no control character reaches the
/// terminal: what a peer sends must not be able to steer the screen of whoever reads about it.
/// </summary>
internal sealed class Line : Renderable
{
    private readonly List<Segment> segments = [];

    public Line Add(string text, Style? style = null)
    {
        segments.Add(new Segment(Printable(text), style ?? Style.Plain));
        return this;
    }

    protected override Measurement Measure(RenderOptions options, int maxWidth)
    {
        var width = segments.Sum(segment => segment.CellCount());
        return new Measurement(width, width);
    }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [.. segments, Segment.LineBreak];

    private static string Printable(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = char.IsControl(c) ? shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}") : shown.Append(c);
        }

        return shown.ToString();
    }
}
