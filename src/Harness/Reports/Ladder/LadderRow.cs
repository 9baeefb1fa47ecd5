namespace Conformance.Harness.Reports.Ladder;

/// <summary>How a row of a ladder is drawn.</summary>
public enum LadderRowKind
{
    /// <summary>A message: a solid arrow.</summary>
    Arrow,

    /// <summary>A message that did not come: a broken arrow.</summary>
    Missing,

    /// <summary>Something one party did or saw: a box on its line.</summary>
    Box,

    /// <summary>A remark across all lines.</summary>
    Note,
}

/// <summary>One row of a ladder in text.</summary>
/// <param name="From">The party the arrow leaves, or the party of a box; empty for a note.</param>
/// <param name="To">The party the arrow goes to; equal to <paramref name="From"/> for boxes and for messages to oneself.</param>
/// <param name="Label">What is written on it.</param>
public sealed record LadderRow(string From, string To, string Label)
{
    /// <summary>How the row is drawn.</summary>
    public LadderRowKind Kind { get; init; } = LadderRowKind.Arrow;

    /// <summary>The left margin, such as a time or an arrow number.</summary>
    public string Margin { get; init; } = "";

    /// <summary>The right margin, such as <c>forbidden</c>.</summary>
    public string Remark { get; init; } = "";
}
