namespace Conformance.Harness.Reports.Ladder;

/// <summary>Where the lifelines stand: as narrow as heads and labels allow.</summary>
internal static class LadderColumns
{
    /// <summary>A blank and three strokes, or two and the head, on each side of a label: enough to tell a broken arrow from a whole one.</summary>
    public const int ArrowRoom = 9;

    private const int NarrowestGap = 10;

    /// <summary>Column of each lifeline, counted from the left edge of the drawing.</summary>
    public static int[] Place(string[] columns, string[] heads, LadderRow[] rows)
    {
        var gaps = new int[Math.Max(0, columns.Length - 1)];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = Math.Max(NarrowestGap, ((heads[i].Length + heads[i + 1].Length) / 2) + 3);
        }

        foreach (var row in rows.OrderBy(row => Math.Abs(Index(columns, row.To) - Index(columns, row.From))))
        {
            Widen(gaps, columns, row);
        }

        var places = new int[columns.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = i == 0 ? Math.Max(heads[0].Length / 2, LeftReach(columns, rows)) : places[i - 1] + gaps[i - 1];
        }

        return places;
    }

    private static void Widen(int[] gaps, string[] columns, LadderRow row)
    {
        if (row.Kind == LadderRowKind.Note)
        {
            return;
        }

        var (first, last) = (Math.Min(Index(columns, row.From), Index(columns, row.To)), Math.Max(Index(columns, row.From), Index(columns, row.To)));
        if (first == last)
        {
            // A box is centred on its lifeline and must stay clear of its neighbours.
            var half = ((row.Label.Length + 4) / 2) + 2;
            Raise(gaps, first - 1, half);
            Raise(gaps, first, half);
            return;
        }

        var lacking = row.Label.Length + ArrowRoom - gaps[first..last].Sum();
        for (var i = first; lacking > 0 && i < last; i++)
        {
            var share = (lacking + last - i - 1) / (last - i);
            gaps[i] += share;
            lacking -= share;
        }
    }

    private static int LeftReach(string[] columns, LadderRow[] rows) =>
        rows.Where(row => row.Kind == LadderRowKind.Box && Index(columns, row.From) == 0).Select(row => (row.Label.Length + 4) / 2).DefaultIfEmpty(0).Max();

    private static void Raise(int[] gaps, int gap, int least)
    {
        if (gap >= 0 && gap < gaps.Length)
        {
            gaps[gap] = Math.Max(gaps[gap], least);
        }
    }

    private static int Index(string[] columns, string name) => Array.IndexOf(columns, name);
}
