using System.CommandLine;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance run</c>.</summary>
internal static class RunCommand
{
    internal static Command Create()
    {
        var onVirtual = new Option<bool>("--virtual") { Description = "Run in memory on virtual time instead of over loopback sockets." };
        var strict = new Option<bool>("--strict") { Description = "A broken SHOULD fails too." };
        var output = new Option<string>("--out", "-o") { Description = "Folder for the reports.", DefaultValueFactory = _ => "reports", HelpName = "DIR" };
        var noReport = new Option<bool>("--no-report") { Description = "Write no files; for measuring." };
        var seed = new Option<ulong>("--seed") { Description = "Seed of all ids, names and texts.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var repeat = new Option<int>("--repeat") { Description = "Run each case that many times; for measuring.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var deviations = Lists.Of("--deviation", "ID", "Switch a fault of the reference on (see: conformance list deviations).");
        var sipPort = Lists.Port("--sip-port", "Port of the harness for SIP over UDP and TCP");
        var tlsPort = Lists.Port("--tls-port", "Port of the harness for SIP over TLS");
        var msrpPort = Lists.Port("--msrp-port", "Port of the harness for MSRP");
        var selection = new SelectionOptions();
        var command = new Command("run", "Run test cases against the bundled reference and write a report.") { onVirtual, strict, output, noReport, seed, repeat, deviations, sipPort, tlsPort, msrpPort };
        selection.AddTo(command);
        command.SetAction((parsed, cancel) => new RunSession(new RunOptions
        {
            Selector = selection.Read(parsed),
            Virtual = parsed.GetValue(onVirtual),
            Strict = parsed.GetValue(strict),
            Out = parsed.GetValue(noReport) ? null : parsed.GetValue(output),
            Seed = parsed.GetValue(seed),
            Repeat = parsed.GetValue(repeat),
            Deviations = parsed.GetValue(deviations) ?? [],
            SipPort = parsed.GetValue(sipPort),
            TlsPort = parsed.GetValue(tlsPort),
            MsrpPort = parsed.GetValue(msrpPort),
        }).RunAsync());
        return command;
    }
}
