using Conformance.Harness.Remote.Control;

namespace Conformance.Cli.Running;

/// <summary>The person at the terminal, who does by hand what no program can.</summary>
internal sealed class ConsoleOperator(TextReader input, TextWriter output) : IOperator
{
    private Task<string?>? _answer;

    /// <summary>The person who started the command; null when its input is no terminal.</summary>
    internal static ConsoleOperator? IfThere() => Console.IsInputRedirected ? null : new ConsoleOperator(Console.In, Console.Error);

    public async Task<string?> AskAsync(string request, CancellationToken cancel)
    {
        output.WriteLine();
        output.WriteLine(request);
        output.Write("Enter when it is done, or what went wrong: ");

        // A line that was asked for cannot be given back: one typed after its request timed out answers the next.
        var answer = _answer ??= Task.Run(input.ReadLine, CancellationToken.None);
        var line = await answer.WaitAsync(cancel);
        _answer = null;
        return line is null ? "the console was closed" : string.IsNullOrWhiteSpace(line) ? null : line.Trim();
    }
}
