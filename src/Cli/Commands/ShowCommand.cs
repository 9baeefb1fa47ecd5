using System.CommandLine;
using Conformance.Cli.Showing;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance show</c>.</summary>
internal static class ShowCommand
{
    internal static Command Create()
    {
        var id = new Argument<string>("id") { Description = "A scenario, a case or a requirement." };
        id.CompletionSources.Add(SelectionOptions.Names);
        var command = new DocumentedCommand("show", "Show a scenario or case with its story and ladder, or a requirement with what verifies it.")
        {
            Arguments = { id },
            Examples =
            [
                ("conformance show sip-positive-delivery", "a scenario: story, ladder, clauses, the command that runs it"),
                ("conformance show receipts/sip-positive-delivery/im-sender/udp/200", "one case of it"),
                ("conformance show RCPT-3.2-04", "a clause, the scenarios and rules that verify it"),
            ],
        };
        command.SetAction(parsed =>
        {
            new Page(Console.Out).Show(parsed.GetValue(id) ?? "");
            return ExitCode.Conformant;
        });
        return command;
    }
}
