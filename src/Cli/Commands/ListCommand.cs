using System.CommandLine;
using Conformance.Cli.Showing;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance list</c>.</summary>
internal static class ListCommand
{
    private const string Coverage = "coverage";

    internal static Command Create()
    {
        var kind = new Argument<string>("kind") { Description = "What to list.", DefaultValueFactory = _ => "scenarios" };
        kind.AcceptOnlyFromAmong([.. Listings.Names, Coverage]);
        var filter = OptionShapes.Many("--filter", "WORD", "Only rows in which every one of these words stands; * and ? may be used.");
        var json = new Option<bool>("--json") { Description = "All that is known, as a JSON array." };
        var command = new DocumentedCommand("list", "List scenarios, requirements, cases, seats, deviations or readings, or write the page that says what covers each clause.")
        {
            Arguments = { kind },
            Options = { filter, json },
            Examples =
            [
                ("conformance list", "the scenarios"),
                ("conformance list requirements --filter not-verified-yet MUST", "binding clauses that nothing verifies yet"),
                ("conformance list cases --filter im-recipient udp", "cases of a seat over UDP"),
                ("conformance list requirements --json", "every clause with what verifies it, for other programs"),
                ("conformance list readings", "what the specifications leave open, and between which readings a SUT file can choose"),
                ("conformance list coverage > docs/coverage.md", "every clause with what verifies it, for readers"),
            ],
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(kind) is Coverage)
            {
                CoveragePage.Write(Console.Out);
                return ExitCode.Conformant;
            }

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
