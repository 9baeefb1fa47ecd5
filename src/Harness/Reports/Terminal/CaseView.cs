using Conformance.Harness.Reports.Ladder;
using Conformance.Harness.Results;
using Spectre.Console;

namespace Conformance.Harness.Reports.Terminal;

/// <summary>One case on the screen: its ladder and findings. For runs of few cases, where somebody is at work on one of them.</summary>
public static class CaseView
{
    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, CaseResult @case)
    {
        console.Write(new Line().Add(VerdictStyle.Word(@case), VerdictStyle.Of(@case)).Add("  ").Add(@case.Id, VerdictStyle.Bold));
        console.Write(new Line().Add(@case.Title));
        console.WriteLine();
        var strokes = console.Profile.Capabilities.Unicode ? LadderStrokes.Unicode : LadderStrokes.Ascii;
        Lines(console, LadderText.Render(@case, strokes));
        if (@case.Reason is { Length: > 0 } reason)
        {
            console.WriteLine();
            console.Write(new Line().Add(reason));
        }

        foreach (var finding in @case.Findings)
        {
            console.WriteLine();
            Lines(console, FindingText.Render(finding));
        }

        console.WriteLine();
    }

    private static void Lines(IAnsiConsole console, string text)
    {
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            console.Write(new Line().Add(line));
        }
    }
}
