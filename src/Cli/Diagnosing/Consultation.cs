using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Harness.Remote;
using Conformance.Harness.Remote.Description;
using Conformance.Harness.Remote.Doctor;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Tls;

namespace Conformance.Cli.Diagnosing;

/// <summary>One visit to the doctor, from the command line.</summary>
/// <param name="file">The SUT file, as it was named.</param>
/// <param name="sut">What stands in it.</param>
/// <param name="output">Where the lines go.</param>
internal sealed class Consultation(string file, SutDescription sut, TextWriter output)
{
    // Under "mend:", so that what to do stands out between what is.
    private const int Indent = 17;

    private int _wrong;

    internal async Task<int> RunAsync(int sipPort, int tlsPort, int msrpPort, CancellationToken interrupt)
    {
        var catalogue = new Catalogue();
        using var authority = sut.Pics.Transports.Contains(TransportKind.Tls) ? new TestAuthority() : null;
        var seed = unchecked((ulong)TimeProvider.System.GetUtcNow().Ticks);
        var examination = new Examination(
            sut,
            new ExaminationTools
            {
                Ports = RemoteBed.PortsOf(sut, authority, sipPort, tlsPort, msrpPort),
                Cases = sut.Claimed(catalogue.Cases),
                Plan = cases => Plans.Remote(catalogue, cases, seed, sut),
                Open = async cancel => await RemoteSutSource.OpenAsync(sut, ConsoleOperator.IfThere(), cancel),
                File = file,
                Seed = seed,
            },
            Show);
        try
        {
            await examination.RunAsync(interrupt);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }

        output.WriteLine();
        output.WriteLine(_wrong == 0
            ? $"All is well. Next: conformance run --sut {file}"
            : $"{_wrong} {(_wrong == 1 ? "thing is" : "things are")} to be mended. Then again: conformance doctor {file}");
        return interrupt.IsCancellationRequested ? ExitCode.Interrupted : _wrong == 0 ? ExitCode.Conformant : ExitCode.Usage;
    }

    private void Show(Diagnosis line)
    {
        _wrong += line.Health is Health.Wrong ? 1 : 0;
        var health = line.Health switch { Health.Ok => "ok", Health.Note => "note", _ => "WRONG" };
        output.WriteLine($"{health,-6} {line.Part,-8}  {OneLine(line.Text)}");
        if (line.Mend is { } mend)
        {
            output.WriteLine($"{"",Indent}mend: {OneLine(mend)}");
        }

        output.Flush();
    }

    /// <summary>What a peer or a control interface says must not be able to steer the screen.</summary>
    private static string OneLine(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? '?' : c));
}
