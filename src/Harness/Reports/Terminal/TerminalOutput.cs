using Spectre.Console;

namespace Conformance.Harness.Reports.Terminal;

/// <summary>Decides what the place we write to can show.</summary>
public static class TerminalOutput
{
    /// <summary>Wide enough that no log folds our lines; a log viewer scrolls.</summary>
    private const int LogWidth = 200;

    /// <summary>Opens an output.</summary>
    /// <param name="writer">Where the text goes, usually <see cref="Console.Out"/>.</param>
    /// <param name="redirected">True when nobody watches it live: a file, a pipe or a CI log.</param>
    /// <param name="environment">Looks up environment variables: <c>NO_COLOR</c> (any value) switches colours off, <c>CI</c> live progress.</param>
    public static IAnsiConsole Open(TextWriter writer, bool redirected, Func<string, string?> environment)
    {
        var plain = redirected || environment("NO_COLOR") is { Length: > 0 } || environment("TERM") == "dumb";
        var live = !redirected && environment("CI") is null or "" && environment("TERM") != "dumb";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = live ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (redirected)
        {
            console.Profile.Width = LogWidth;
        }

        return console;
    }
}
