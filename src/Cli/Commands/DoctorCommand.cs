using System.CommandLine;
using System.Runtime.InteropServices;
using Conformance.Cli.Diagnosing;
using Conformance.Cli.Sut;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance doctor</c>: says whether the system of a SUT file can be reached, driven and heard, and what to mend.</summary>
internal static class DoctorCommand
{
    internal static Command Create(SutFiles sutFiles)
    {
        var file = new Argument<string>("file") { Description = "The SUT file.", DefaultValueFactory = _ => "sut.json" };
        var sipPort = OptionShapes.Port("--sip-port", "Port of the harness for SIP over UDP and TCP, instead of that of the file");
        var tlsPort = OptionShapes.Port("--tls-port", "Port of the harness for SIP over TLS, instead of that of the file");
        var msrpPort = OptionShapes.Port("--msrp-port", "Port of the harness for MSRP, instead of that of the file");
        var command = new DocumentedCommand("doctor", "Check that the system of a SUT file can be reached, driven and heard; say what to mend, and propose timers.")
        {
            Arguments = { file },
            Options = { sipPort, tlsPort, msrpPort },
            Examples =
            [
                ("conformance doctor acme.json", "a line for each thing: ok, or what is wrong and how to mend it; exits 3 when something is"),
            ],
        };
        command.SetAction(async (parsed, _) =>
        {
            using var interrupt = new CancellationTokenSource();
            using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
            {
                context.Cancel = true;
                interrupt.Cancel();
            });
            var name = parsed.GetValue(file) ?? "sut.json";
            return await new Consultation(name, sutFiles.Read(name), Console.Out)
                .RunAsync(parsed.GetValue(sipPort), parsed.GetValue(tlsPort), parsed.GetValue(msrpPort), interrupt.Token);
        });
        return command;
    }
}
