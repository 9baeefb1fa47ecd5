using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Conformance.Cli.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines, each with what it does.</summary>
    internal required IReadOnlyList<(string Line, string Does)> Examples { get; init; }

    /// <summary>Makes <c>--help</c> of all commands print the examples.</summary>
    internal static void ShowExamplesIn(RootCommand root, IReadOnlyList<(string Line, string Does)> ofRoot)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples(new HelpAction(), ofRoot);
        }
    }

    private sealed class HelpWithExamples(HelpAction help, IReadOnlyList<(string Line, string Does)> ofRoot) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            help.Invoke(parseResult);
            var command = parseResult.CommandResult.Command;
            var examples = command is DocumentedCommand documented ? documented.Examples : command is RootCommand ? ofRoot : [];
            if (examples.Count > 0)
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                var width = examples.Max(e => e.Line.Length);
                foreach (var (line, does) in examples)
                {
                    output.WriteLine($"  {line.PadRight(width)}  {does}");
                }

                output.WriteLine();
            }

            return ExitCode.Conformant;
        }
    }
}
