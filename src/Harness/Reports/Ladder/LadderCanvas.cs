using System.Text;

namespace Conformance.Harness.Reports.Ladder;

/// <summary>Draws rows over the lifelines, line by line.</summary>
internal sealed class LadderCanvas(string[] columns, int[] lifelines, int margin, LadderStrokes strokes)
{
    private readonly StringBuilder text = new();
    private readonly int right = lifelines.Length == 0 ? 0 : lifelines[^1];

    public void Heads(string[] heads)
    {
        var line = new List<char>();
        for (var i = 0; i < heads.Length; i++)
        {
            Put(line, lifelines[i] - (heads[i].Length / 2), heads[i]);
        }

        End("", line, "");
        End("", Lifelines(), "");
    }

    public void Draw(LadderRow row)
    {
        var line = Lifelines();
        switch (row.Kind)
        {
            case LadderRowKind.Note:
                line = [.. Enumerable.Repeat(strokes.Rule, right + 1)];
                Put(line, Math.Max(2, (right - row.Label.Length) / 2), $" {row.Label} ");
                break;
            case LadderRowKind.Box:
                Box(line, row);
                break;
            default:
                Arrow(line, row);
                break;
        }

        End(row.Margin, line, row.Remark);
    }

    public override string ToString() => text.ToString();

    private void Box(List<char> line, LadderRow row)
    {
        var box = $"{strokes.BoxLeft} {row.Label} {strokes.BoxRight}";
        Put(line, Math.Max(0, At(row.From) - (box.Length / 2)), box);
    }

    private void Arrow(List<char> line, LadderRow row)
    {
        var (from, to) = (At(row.From), At(row.To));
        if (from == to)
        {
            Box(line, row);
            return;
        }

        var shaft = row.Kind == LadderRowKind.Missing ? strokes.MissingShaft : strokes.Shaft;
        var (left, end) = (Math.Min(from, to), Math.Max(from, to));
        for (var i = left + 1; i < end; i++)
        {
            line[i] = shaft;
        }

        line[from < to ? end - 1 : left + 1] = from < to ? strokes.RightHead : strokes.LeftHead;
        Put(line, left + ((end - left - row.Label.Length - 1) / 2), $" {row.Label} ");
    }

    private int At(string party) => lifelines[Array.IndexOf(columns, party)];

    private List<char> Lifelines()
    {
        var line = new List<char>(Enumerable.Repeat(' ', right + 1));
        foreach (var column in lifelines)
        {
            line[column] = strokes.Lifeline;
        }

        return line;
    }

    private static void Put(List<char> line, int at, string what)
    {
        for (var i = 0; i < what.Length; i++)
        {
            while (line.Count <= at + i)
            {
                line.Add(' ');
            }

            line[at + i] = what[i];
        }
    }

    private void End(string left, List<char> line, string remark)
    {
        var drawn = new string([.. line]);
        var whole = $"{left.PadLeft(margin)}  {(remark.Length > 0 ? drawn.PadRight(right + 1) + "  " + remark : drawn)}";
        text.Append(whole.TrimEnd()).Append('\n');
    }
}
