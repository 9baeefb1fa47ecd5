using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conformance.Harness.Engine;
using Conformance.ReferenceImpl;
using Conformance.Stack.Net;

namespace Conformance.Cli.Serving;

/// <summary>
/// Seats of the reference as a live peer. Actions come in as lines, or over the control face; addresses and what users see go out as lines of JSON.
/// </summary>
internal sealed class ServeSession(ServeOptions options, TextReader input, TextWriter output)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();

    /// <summary>Serves until the process is told to stop, or, without a control face, until the input ends.</summary>
    /// <exception cref="NetworkException">A port is taken.</exception>
    internal async Task<int> RunAsync()
    {
        var stopped = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await using var seats = await LiveSeats.OpenAsync(options);
        await using var face = options.ControlPort is { } port ? ControlFace.Open(seats, options.Address, port) : null;
        if (face is null)
        {
            seats.Saw += (seat, sight, values) => Say(new { seat, @event = sight, values });
        }

        foreach (var seat in seats.Seats)
        {
            Say(Addresses(seat, seats.RootPem));
        }

        if (options.SutFile is { } path)
        {
            ReferenceSutFile.Write(path, options, seats, face?.Url);
        }

        if (face is not null || options.SutFile is not null)
        {
            Say(new { control = face?.Url, sutFile = options.SutFile });
        }

        // Nobody types into a process that is driven over its control face: such a one often has no input at all.
        return face is null ? await await Task.WhenAny(stopped.Task, Task.Run(() => Obey(seats))) : await stopped.Task;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopped.TrySetResult(ExitCode.Interrupted);
        }
    }

    private Dictionary<string, object> Addresses(IReferenceSeat seat, string rootPem)
    {
        var addresses = new Dictionary<string, object> { ["seat"] = seat.Seat };
        foreach (var (transport, address) in seat.SipAddresses.OrderBy(a => a.Key))
        {
            addresses[TestCase.TransportName(transport)] = address.ToString();
        }

        if (seat.MsrpAddress is { } msrp)
        {
            addresses["msrp"] = msrp.ToString();
        }

        addresses["root"] = rootPem;
        addresses["deviations"] = options.Deviations.Where(d => d.Seat == seat.Seat).Select(d => d.Id);
        return addresses;
    }

    private async Task<int> Obey(LiveSeats seats)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            try
            {
                var action = ActionLine.Parse(line);
                await seats.PerformAsync(action.Action, action.Values);
                Say(new { done = action.Action });
            }
            catch (Exception refused) when (refused is FormatException or ArgumentException)
            {
                Say(new { error = ControlFace.TextOf(refused) });
            }
        }

        return ExitCode.Conformant;
    }

    private void Say(object line)
    {
        lock (_gate)
        {
            output.WriteLine(JsonSerializer.Serialize(line, Json));
            output.Flush();
        }
    }
}
