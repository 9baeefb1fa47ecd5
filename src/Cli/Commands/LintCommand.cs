using System.CommandLine;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance lint</c>.</summary>
internal static class LintCommand
{
    internal static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A pcap or pcapng file, or a file with one SIP or MSRP message as it was on the wire." };
        var sut = new Option<string?>("--sut") { Description = "Judge what this party sent, and nobody else.", HelpName = "IP[:PORT]" };
        var seat = new Option<string?>("--seat") { Description = "The seat that it has (see: conformance list seats): the rules of that seat are applied too.", HelpName = "SEAT" };
        var strict = new Option<bool>("--strict") { Description = "A broken SHOULD fails too." };
        var output = new Option<string?>("--out", "-o") { Description = "Write the reports to this folder.", HelpName = "DIR" };
        var readings = OptionShapes.Readings();
        seat.CompletionSources.Add(_ => Harness.Dsl.Seat.All.Select(s => new System.CommandLine.Completions.CompletionItem(s.Name)));
        var command = new DocumentedCommand("lint", "Apply the message rules to captured traffic. What should have been said and was not, a capture cannot show.")
        {
            Arguments = { file },
            Options = { sut, seat, readings, strict, output },
            Examples =
            [
                ("conformance lint trace.pcapng", "what every party sent, judged by the rules that bind all of them"),
                ("conformance lint trace.pcap --sut 192.0.2.7 --seat im-recipient --out lint", "one of them, in its seat; a report in lint/"),
                ("conformance lint message.txt", "one message"),
            ],
        };
        command.SetAction(parsed => new LintSession(new LintOptions
        {
            File = parsed.GetValue(file) ?? "",
            Sut = parsed.GetValue(sut),
            Seat = parsed.GetValue(seat) is { } name ? Known.Seat(name) : null,
            Strict = parsed.GetValue(strict),
            Readings = OptionShapes.Chosen(parsed, readings),
            Out = parsed.GetValue(output),
        }).Run());
        return command;
    }
}
