using System.CommandLine;
using Conformance.Cli.Showing;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance list</c>.</summary>
internal static class ListCommand
{
    internal static Command Create()
    {
        var kind = new Argument<string>("kind") { Description = "What to list.", DefaultValueFactory = _ => "scenarios" };
        kind.AcceptOnlyFromAmong(Listings.Names);
        var filter = OptionShapes.Many("--filter", "WORD", "Only rows in which every one of these words stands; * and ? may be used.");
        var json = new Option<bool>("--json") { Description = "All that is known, as a JSON array." };
        var command = new DocumentedCommand("list", "List scenarios, requirements, cases, seats or deviations.")
        {
            Arguments = { kind },
            Options = { filter, json },
            Examples =
            [
                ("conformance list", "the scenarios"),
                ("conformance list requirements --filter not-verified-yet MUST", "binding clauses that nothing verifies yet"),
                ("conformance list cases --filter im-recipient udp", "cases of a seat over UDP"),
                ("conformance list requirements --json", "every clause with what verifies it, for other programs"),
            ],
        };
        command.SetAction(parsed =>
        {
            var listing = Listings.Of(parsed.GetValue(kind) ?? "scenarios").Where(parsed.GetValue(filter) ?? []);
            if (parsed.GetValue(json))
            {
                listing.WriteJson(Console.Out);
            }
            else
            {
                listing.WriteTable(Console.Out);
            }

            return ExitCode.Conformant;
        });
        return command;
    }
}
