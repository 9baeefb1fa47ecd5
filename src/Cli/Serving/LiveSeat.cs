using System.Net;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conformance.Harness.Engine;
using Conformance.ReferenceImpl;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Stack.Tls;

namespace Conformance.Cli.Serving;

/// <summary>What was asked of <c>conformance serve</c>.</summary>
internal sealed record ServeOptions
{
    internal required string Seat { get; init; }

    internal required IPAddress Address { get; init; }

    internal int SipPort { get; init; }

    internal int TlsPort { get; init; }

    internal int MsrpPort { get; init; }

    internal IReadOnlyList<Deviation> Deviations { get; init; } = [];

    /// <summary>Users must prove who they are with this account, and the seat answers challenges with it; null for neither.</summary>
    internal NetworkCredential? Account { get; init; }

    internal TimeSpan T1 { get; init; }

    internal ulong Seed { get; init; }
}

/// <summary>One seat of the reference on sockets: actions come in as lines, addresses and what the user sees go out as lines of JSON.</summary>
internal sealed class LiveSeat(ServeOptions options, TextReader input, TextWriter output)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _gate = new();

    /// <summary>Serves until the input ends or the process is told to.</summary>
    /// <exception cref="NetworkException">A port is taken.</exception>
    internal async Task<int> RunAsync()
    {
        var stopped = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var authority = new TestAuthority();
        using var loop = new SocketLoop("reference");
        using var network = new SocketNetwork(loop);
        var seat = await loop.InvokeAsync(() => ReferenceSeats.Create(options.Seat, Options(network, authority)));
        seat.UserSaw += (sight, values) => Say(new { @event = sight, values });
        Say(Addresses(seat, authority));
        var ended = await Task.WhenAny(stopped.Task, Task.Run(() => Obey(loop, seat)));
        await loop.InvokeAsync(seat.Dispose);
        return await ended;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopped.TrySetResult(ExitCode.Interrupted);
        }
    }

    private SeatOptions Options(INetwork network, TestAuthority authority) => new()
    {
        Network = network,
        Ids = new IdSource(options.Seed),
        Address = options.Address,
        SipPort = options.SipPort,
        TlsPort = options.TlsPort,
        MsrpPort = options.MsrpPort,
        TlsServer = authority.Server,
        TlsClient = authority.Client with { TrustAnyPeer = true },
        Timers = new SipTimers { T1 = options.T1 },
        PathMtu = IPAddress.IsLoopback(options.Address) ? 65_535 : 1500,
        Accounts = options.Account is { } account ? new Dictionary<string, string> { [account.UserName] = account.Password } : new Dictionary<string, string>(),
        Credentials = options.Account is { } own ? new SeatCredentials(own.UserName, own.Password) : null,
        Deviations = options.Deviations,
    };

    private Dictionary<string, object> Addresses(IReferenceSeat seat, TestAuthority authority)
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

        addresses["root"] = authority.Root.ExportCertificatePem();
        addresses["deviations"] = options.Deviations.Select(d => d.Id);
        return addresses;
    }

    private async Task<int> Obey(SocketLoop loop, IReferenceSeat seat)
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
                await loop.InvokeAsync(() => seat.Perform(action.Action, action.Values));
                Say(new { done = action.Action });
            }
            catch (Exception refused) when (refused is FormatException or ArgumentException)
            {
                // .NET adds the name of a parameter of ours to the text, which the reader has never heard of.
                Say(new { error = refused.Message.Split(" (Parameter '")[0] });
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
