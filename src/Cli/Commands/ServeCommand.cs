using System.CommandLine;
using System.Net;
using Conformance.Cli.Selection;
using Conformance.Cli.Serving;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance serve</c>.</summary>
internal static class ServeCommand
{
    internal static Command Create()
    {
        var seat = new Argument<string>("seat") { Description = "The seat to take (see: conformance list seats)." };
        seat.CompletionSources.Add(_ => ReferenceSeats.All.Select(s => new System.CommandLine.Completions.CompletionItem(s)));
        var address = new Option<string>("--address") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1", HelpName = "IP" };
        var sipPort = OptionShapes.Port("--sip-port", "Port for SIP over UDP and TCP");
        var tlsPort = OptionShapes.Port("--tls-port", "Port for SIP over TLS");
        var msrpPort = OptionShapes.Port("--msrp-port", "Port for MSRP");
        var t1 = OptionShapes.Number("--t1", "MS", "T1 of RFC 3261 in milliseconds.", 500, 1, 10_000);
        var account = new Option<string?>("--account") { Description = "Ask users for this digest account, and answer challenges with it.", HelpName = "NAME:PASSWORD" };
        var deviations = OptionShapes.Deviations();
        var seed = OptionShapes.Seed();
        var command = new DocumentedCommand("serve", "Run one seat of the reference as a live peer, until its input ends or Ctrl-C is pressed.")
        {
            Arguments = { seat },
            Options = { address, sipPort, tlsPort, msrpPort, t1, account, deviations, seed },
            Examples =
            [
                ("conformance serve im-recipient --sip-port 5070", "prints its addresses as a line of JSON; what its user sees follows, line by line"),
                ("echo 'send-im user=alice to=\"sip:bob@127.0.0.1:5070\" text=hi receipts=read' | conformance serve im-sender", "makes its user act"),
            ],
        };
        command.SetAction(parsed => new LiveSeat(
            new ServeOptions
            {
                Seat = Seat(parsed.GetValue(seat) ?? ""),
                Address = Address(parsed.GetValue(address) ?? ""),
                SipPort = parsed.GetValue(sipPort),
                TlsPort = parsed.GetValue(tlsPort),
                MsrpPort = parsed.GetValue(msrpPort),
                T1 = TimeSpan.FromMilliseconds(parsed.GetValue(t1)),
                Account = Account(parsed.GetValue(account)),
                Deviations = Deviations(parsed.GetValue(deviations) ?? [], Seat(parsed.GetValue(seat) ?? "")),
                Seed = parsed.GetValue(seed),
            },
            Console.In,
            Console.Out).RunAsync());
        return command;
    }

    private static string Seat(string name) => ReferenceSeats.All.FirstOrDefault(s => s.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw Known.Unknown(name, "seat", ReferenceSeats.All);

    private static IPAddress Address(string text) =>
        IPAddress.TryParse(text, out var address) ? address : throw new CommandException($"'{text}' is no numeric IP address; there is no DNS here");

    private static NetworkCredential? Account(string? text) => text?.Split(':', 2) switch
    {
        null => null,
        [{ Length: > 0 } name, var password] => new NetworkCredential(name, password),
        _ => throw new CommandException($"'{text}' is no account; write NAME:PASSWORD"),
    };

    private static Deviation[] Deviations(string[] ids, string seat) =>
        [.. ids.SelectMany(id => Known.Deviations(id).Where(d => d.Seat == seat).DefaultIfEmpty(null).Select(d => d ?? throw Foreign(id, seat)))];

    private static CommandException Foreign(string id, string seat) =>
        new($"deviation {id} belongs to {string.Join(" and ", Known.Deviations(id).Select(d => d.Seat))}, not to {seat}");
}
