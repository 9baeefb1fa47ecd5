using System.CommandLine;
using System.Net;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Cli.Sut;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance run</c>.</summary>
internal static class RunCommand
{
    internal static Command Create(SutFiles sutFiles)
    {
        var sut = new Option<string?>("--sut") { Description = "Judge the system that this SUT file describes instead of the bundled reference (see: conformance init).", HelpName = "FILE" };
        var onVirtual = new Option<bool>("--virtual") { Description = "Run in memory on virtual time instead of over loopback sockets." };
        var strict = new Option<bool>("--strict") { Description = "A broken SHOULD fails too." };
        var output = new Option<string>("--out", "-o") { Description = "Folder for the reports.", DefaultValueFactory = _ => "reports", HelpName = "DIR" };
        var noReport = new Option<bool>("--no-report") { Description = "Write no files, and say how long the first verdict took; for measuring." };
        var golden = new Option<string?>("--golden")
        {
            Description = "Compare the wire with the golden files in this folder; needs --virtual or --sut. [default, where it exists and neither --seed nor --deviation is given: golden, or NAME.golden beside the SUT file NAME.json]",
            HelpName = "DIR",
        };
        var seed = OptionShapes.Seed();
        var repeat = OptionShapes.Number("--repeat", "N", "Run each case that many times; for measuring.", 1, 1, 1_000_000);
        var shard = new Option<string?>("--shard") { Description = "Run the K-th of N equal parts of the selected cases (see: conformance report merge).", HelpName = "K/N" };
        var baseline = new Option<string?>("--baseline") { Description = "Known failures, which do not fail the run (see: conformance baseline write).", HelpName = "FILE" };
        var resume = new Option<bool>("--resume") { Description = "Go on with the run that was killed or interrupted in the report folder; the rest of the command line stays as it was." };
        var deviations = OptionShapes.Deviations();
        var sipPort = OptionShapes.Port("--sip-port", "Port of the harness for SIP over UDP and TCP");
        var tlsPort = OptionShapes.Port("--tls-port", "Port of the harness for SIP over TLS");
        var msrpPort = OptionShapes.Port("--msrp-port", "Port of the harness for MSRP");
        var advertise = new Option<string?>("--advertise") { Description = "With --sut: the address that is written into messages, where the system reaches the harness by another one than it listens on (NAT).", HelpName = "IP" };
        var readings = OptionShapes.Readings();
        var selection = new SelectionOptions();
        var command = new DocumentedCommand("run", "Run test cases against the bundled reference, or the system of a SUT file, and write a report.")
        {
            Examples =
            [
                ("conformance run", "all cases over loopback UDP, TCP and TLS"),
                ("conformance run --sut acme.json", "all cases that a system somewhere else claims"),
                ("conformance run --virtual", "all cases in memory, compared with golden/"),
                ("conformance run --only sip-positive-delivery --transport udp", "one scenario, over UDP"),
                ("conformance run --only 'relay-*' RCPT-3.2-04 --skip '*/tls/*'", "what fits a pattern or concerns a clause"),
                ("conformance run --virtual --deviation 3.2-04-notification", "see how a fault is reported"),
                ("conformance run --reading AMB-05=X-NO-NAMESPACE", "with another reading of an ambiguous passage (see: conformance list readings)"),
            ],
        };
        selection.AddTo(command);
        foreach (var option in new Option[] { sut, onVirtual, strict, output, golden, deviations, readings, seed, repeat, shard, resume, baseline, noReport, sipPort, tlsPort, msrpPort, advertise })
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            var options = new RunOptions
            {
                Selector = selection.Read(parsed),
                SutFile = parsed.GetValue(sut),
                Advertise = Address(parsed.GetValue(advertise)),
                Virtual = parsed.GetValue(onVirtual),
                Strict = parsed.GetValue(strict),
                Out = parsed.GetValue(noReport) ? null : parsed.GetValue(output),
                Seed = OptionShapes.SeedFor(parsed, seed, parsed.GetValue(sut) is not null),
                SeedIsGiven = OptionShapes.IsGiven(parsed, seed),
                Repeat = parsed.GetValue(repeat),
                Baseline = parsed.GetValue(baseline),
                Resume = parsed.GetValue(resume),
                Shard = Shard.Parse(parsed.GetValue(shard)),
                Deviations = parsed.GetValue(deviations) ?? [],
                Readings = OptionShapes.Chosen(parsed, readings),
                SipPort = parsed.GetValue(sipPort),
                TlsPort = parsed.GetValue(tlsPort),
                MsrpPort = parsed.GetValue(msrpPort),
            };
            Demand(options);
            return new RunSession(options with { Golden = GoldenFor(options, parsed.GetValue(golden)) }, sutFiles).RunAsync();
        });
        return command;
    }

    private static IPAddress? Address(string? text) => text is null ? null
        : IPAddress.TryParse(text, out var address) ? address
        : throw new CommandException($"'{text}' is no numeric IP address; there is no DNS here");

    /// <summary>What a run over the network cannot do, and what only such a run can.</summary>
    private static void Demand(RunOptions options)
    {
        if (options is { SutFile: not null, Virtual: true })
        {
            throw new CommandException("the system of a SUT file has sockets and a clock of its own; leave --virtual out");
        }

        if (options is { SutFile: not null, Deviations.Count: > 0 })
        {
            throw new CommandException("--deviation switches faults of the bundled reference on, and --sut judges another system; take one of them");
        }

        if (options is { SutFile: null, Advertise: not null })
        {
            throw new CommandException("--advertise is for a system somewhere else; name its SUT file with --sut");
        }
    }

    private static string? GoldenFor(RunOptions options, string? asked)
    {
        if (asked is null)
        {
            var folder = options.SutFile is { } sut ? GoldenCommand.FolderBeside(sut) : options.Virtual ? GoldenCommand.StandardFolder : null;
            var isUsual = options.SutFile is null ? options.Seed == OptionShapes.StandardSeed : !options.SeedIsGiven;
            return isUsual && options is { Deviations: [], Repeat: 1 } && Directory.Exists(folder) ? folder : null;
        }

        return !options.Virtual && options.SutFile is null ? throw new CommandException("golden files hold what happens on virtual time; add --virtual to compare with them")
            : !Directory.Exists(asked) ? throw new CommandException(
                $"there is no folder {Path.GetFullPath(asked)} with golden files; make it with: conformance golden accept{(options.SutFile is { } file ? $" --sut {file}" : "")} --golden {asked}")
            : asked;
    }
}
