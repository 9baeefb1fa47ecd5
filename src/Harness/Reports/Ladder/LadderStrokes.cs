namespace Conformance.Harness.Reports.Ladder;

/// <summary>The characters a ladder is drawn with.</summary>
public sealed record LadderStrokes(char Lifeline, char Shaft, char MissingShaft, char RightHead, char LeftHead, char BoxLeft, char BoxRight, char Rule)
{
    /// <summary>Line drawing characters, for terminals and pages.</summary>
    public static LadderStrokes Unicode { get; } = new('│', '─', '╌', '▶', '◀', '[', ']', '·');

    /// <summary>ASCII, for logs that know nothing else.</summary>
    public static LadderStrokes Ascii { get; } = new('|', '-', '.', '>', '<', '[', ']', '.');
}
