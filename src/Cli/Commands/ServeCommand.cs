using System.CommandLine;
using System.Net;
using Conformance.Cli.Selection;
using Conformance.Cli.Serving;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance serve</c>.</summary>
internal static class ServeCommand
{
    private const string All = "all";

    // T1 of a bed in which nothing is further away than the next process; the SUT file tells the other side.
    private const int QuickT1 = 50;
    private const int UsualT1 = 500;

    internal static Command Create()
    {
        var seat = new Argument<string[]>("seat") { Description = "The seats to take (see: conformance list seats), or all.", Arity = ArgumentArity.OneOrMore };
        seat.CompletionSources.Add(_ => ReferenceSeats.All.Append(All).Select(s => new System.CommandLine.Completions.CompletionItem(s)));
        var address = new Option<string>("--address") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1", HelpName = "IP" };
        var sipPort = OptionShapes.Port("--sip-port", "Port for SIP over UDP and TCP");
        var tlsPort = OptionShapes.Port("--tls-port", "Port for SIP over TLS");
        var msrpPort = OptionShapes.Port("--msrp-port", "Port for MSRP");
        var t1 = new Option<int?>("--t1") { Description = "T1 of RFC 3261 in milliseconds. [default: 500; 50 where a SUT file says so and all is on loopback]", HelpName = "MS" };
        t1.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var value) || value is < 1 or > 10_000))
            {
                result.AddError($"--t1 is a number from 1 to 10000, not '{token.Value}'.");
            }
        });
        var control = new Option<int?>("--control") { Description = "Listen on this port for control actions over HTTP, and show what users see there; 0 takes any free one.", HelpName = "PORT" };
        var sutFile = new Option<string?>("--sut-file") { Description = "Write the SUT file with which conformance run --sut judges what is served.", HelpName = "FILE" };
        var account = new Option<string?>("--account") { Description = "Ask users for this digest account, and answer challenges with it.", HelpName = "NAME:PASSWORD" };
        var deviations = OptionShapes.Deviations();
        var seed = OptionShapes.Seed();
        var command = new DocumentedCommand("serve", "Run seats of the reference as a live peer, until the input ends or Ctrl-C is pressed; with --control, until Ctrl-C.")
        {
            Arguments = { seat },
            Options = { address, sipPort, tlsPort, msrpPort, t1, account, deviations, seed, control, sutFile },
            Examples =
            [
                ("conformance serve im-recipient --sip-port 5070", "prints its addresses as a line of JSON; what its user sees follows, line by line"),
                ("conformance serve all --control 8080 --sut-file ref.json", "all seats, to be judged from elsewhere: conformance run --sut ref.json"),
                ("echo 'send-im user=alice to=\"sip:bob@127.0.0.1:5070\" text=hi receipts=read' | conformance serve im-sender", "makes its user act"),
            ],
        };
        command.SetAction(parsed =>
        {
            var seats = Seats(parsed.GetValue(seat) ?? []);
            var at = Address(parsed.GetValue(address) ?? "");
            var file = parsed.GetValue(sutFile);
            var options = new ServeOptions
            {
                Seats = seats,
                Address = at,
                SipPort = parsed.GetValue(sipPort),
                TlsPort = parsed.GetValue(tlsPort),
                MsrpPort = parsed.GetValue(msrpPort),
                T1 = TimeSpan.FromMilliseconds(parsed.GetValue(t1) ?? (file is not null && IPAddress.IsLoopback(at) ? QuickT1 : UsualT1)),
                Account = Account(parsed.GetValue(account)),
                Deviations = Deviations(parsed.GetValue(deviations) ?? [], seats),
                Seed = parsed.GetValue(seed),
                ControlPort = parsed.GetValue(control),
                SutFile = file,
            };
            if (seats.Count > 1 && options is not { SipPort: 0, TlsPort: 0, MsrpPort: 0 })
            {
                throw new CommandException("each of several seats needs ports of its own; leave --sip-port, --tls-port and --msrp-port out, and read the addresses from --sut-file");
            }

            return new ServeSession(options, Console.In, Console.Out).RunAsync();
        });
        return command;
    }

    private static IReadOnlyList<string> Seats(string[] names) => names.Contains(All, StringComparer.OrdinalIgnoreCase)
        ? ReferenceSeats.All
        : [.. names.Select(name => ReferenceSeats.All.FirstOrDefault(s => s.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw Known.Unknown(name, "seat", ReferenceSeats.All)).Distinct()];

    private static IPAddress Address(string text) =>
        IPAddress.TryParse(text, out var address) ? address : throw new CommandException($"'{text}' is no numeric IP address; there is no DNS here");

    private static NetworkCredential? Account(string? text) => text?.Split(':', 2) switch
    {
        null => null,
        [{ Length: > 0 } name, var password] => new NetworkCredential(name, password),
        _ => throw new CommandException($"'{text}' is no account; write NAME:PASSWORD"),
    };

    private static Deviation[] Deviations(string[] ids, IReadOnlyList<string> seats) =>
        [.. ids.SelectMany(id => Known.Deviations(id).Where(d => seats.Contains(d.Seat)).DefaultIfEmpty(null).Select(d => d ?? throw Foreign(id, seats)))];

    private static CommandException Foreign(string id, IReadOnlyList<string> seats) =>
        new($"deviation {id} belongs to {string.Join(" and ", Known.Deviations(id).Select(d => d.Seat))}, not to {string.Join(" or ", seats)}");
}
