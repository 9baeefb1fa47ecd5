using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.ReferenceImpl;
using Conformance.Scenarios;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;

namespace Conformance.Cli.Sut;

/// <summary>The bundled reference as the system under test: in the memory network of a case, or on sockets and a loop of its own.</summary>
internal sealed class ReferenceSource(IReadOnlyList<Deviation> deviations, Pixit pixit, TlsSettings tlsServer, TlsSettings tlsClient) : ISutSource, IDisposable
{
    /// <summary>The account with which the harness proves who it is to seats that ask.</summary>
    internal static NetworkCredential Account { get; } = new("issuer", "open sesame");

    /// <summary>An account that proves who somebody is and, once scenarios say so, entitles to nothing.</summary>
    internal static NetworkCredential Guest { get; } = new(Scenarios.Accounts.Guest, "just looking");

    // Of Ethernet, where nobody says anything else.
    private const int UsualMtu = 1500;

    /// <summary>Where the harness is in a virtual world; the proxy that finds out what im: URIs stand for.</summary>
    private static readonly IPAddress HarnessAddress = IPAddress.Parse("192.0.2.1");

    private static readonly IPAddress VirtualAddress = IPAddress.Parse("192.0.2.2");

    /// <summary>The address of its sockets.</summary>
    internal IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The accounts that its list service asks for; none lets anybody in.</summary>
    internal IReadOnlyList<NetworkCredential> Accounts { get; init; } = [Account, Guest];

    /// <summary>The account with which it answers challenges; null when it has none.</summary>
    internal NetworkCredential? Proof { get; init; } = Account;

    private readonly Lazy<(SocketLoop Loop, SocketNetwork Network)> _sockets = new(() =>
    {
        var loop = new SocketLoop("reference");
        return (loop, new SocketNetwork(loop));
    });

    public string Name => NameWith(deviations);

    /// <summary>Name of the reference with some faults switched on.</summary>
    internal static string NameWith(IReadOnlyList<Deviation> deviations) => deviations.Count == 0
        ? "bundled reference"
        : $"bundled reference with {string.Join(", ", deviations.Select(d => d.Id).Distinct())}";

    public ISut Start(Seat seat, VirtualNetwork? network, IEventLoop harnessLoop, ulong seed)
    {
        if (network is not null)
        {
            return new ReferenceSut(Name, Create(seat, network, seed), network.Loop, harnessLoop);
        }

        var (loop, sockets) = _sockets.Value;
        var created = loop.InvokeAsync(() => Create(seat, sockets, seed)).GetAwaiter().GetResult();
        return new ReferenceSut(Name, created, loop, harnessLoop);
    }

    public void Dispose()
    {
        if (_sockets.IsValueCreated)
        {
            _sockets.Value.Network.Dispose();
            _sockets.Value.Loop.Dispose();
        }
    }

    private IReferenceSeat Create(Seat seat, INetwork network, ulong seed) => ReferenceSeats.Create(seat.Name, new SeatOptions
    {
        Network = network,
        Ids = new IdSource(seed),
        Address = network is VirtualNetwork ? VirtualAddress : Address,
        TlsServer = network is VirtualNetwork || tlsServer.Certificate is not null ? tlsServer : null,
        TlsClient = tlsClient,
        Timers = new SipTimers { T1 = pixit.T1 },
        OutboundProxy = network is VirtualNetwork && seat == Seat.ListService ? new IPEndPoint(HarnessAddress, 5060) : null,
        PathMtu = network is VirtualNetwork ? 65_000 : pixit.PathMtu ?? UsualMtu,
        PathSafe = pixit.PathIsSafe,
        Accounts = seat == Seat.ListService ? Accounts.ToDictionary(a => a.UserName, a => a.Password) : [],
        Credentials = Proof is { } proof ? new SeatCredentials(proof.UserName, proof.Password) : null,
        Deviations = [.. deviations.Where(d => d.Seat == seat.Name)],
    });
}
