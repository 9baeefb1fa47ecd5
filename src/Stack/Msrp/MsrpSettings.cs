using System.Net;
using Conformance.Stack.Net;
using Conformance.Wire;

namespace Conformance.Stack.Msrp;

/// <summary>How one endpoint behaves.</summary>
public sealed record MsrpSettings
{
    /// <summary>Where to listen; port 0 takes any that is free.</summary>
    public IPEndPoint Address { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The host our URIs name instead of the address: behind NAT, or bound to the any-address.</summary>
    public string? AdvertisedHost { get; init; }

    /// <summary>Our certificate. Null: the port speaks plain MSRP only; else TLS too, told apart by the first byte.</summary>
    public TlsSettings? TlsServer { get; init; }

    /// <summary>How we check the servers we connect to.</summary>
    public TlsSettings TlsClient { get; init; } = TlsSettings.Empty;

    /// <summary>Who is answered what, unless a session has a policy of its own.</summary>
    public MsrpReplyPolicy Replies { get; init; } = MsrpReplyPolicy.Standard;

    /// <summary>How long a chunk that asked for a response may go without one (RFC 4975 7.1.1: 30 s); null waits forever.</summary>
    public TimeSpan? ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Use a connection of ours to the same host, port and scheme again (RFC 4975 5.4 SHOULD).</summary>
    public bool ShareConnections { get; init; } = true;

    /// <summary>
    /// Leave a connection that the peer opened to the peer when its last session here ends: a peer that shares connections may be sending the first
    /// request of its next session on it at that moment.
    /// </summary>
    public bool KeepPeerConnections { get; init; }

    /// <summary>The active side sends a SEND without body at once, which binds the connection to the session (RFC 4975 5.4).</summary>
    public bool SendsOpener { get; init; } = true;

    /// <summary>Octets written at a time; a chunk can be interrupted between two slices. RFC 4975 7.1.1 wants no cut below 2048.</summary>
    public int SliceSize { get; init; } = 2048;

    /// <summary>Octets the network may hold unsent before we stop writing slices: enough to fill a link, little enough to be interrupted.</summary>
    public int WriteAhead { get; init; } = 64 * 1024;

    /// <summary>Size of a chunk and of a message (<see cref="WireLimits.ChunkBytes"/>, <see cref="WireLimits.MessageBytes"/>).</summary>
    public WireLimits Limits { get; init; } = WireLimits.Default;

    /// <summary>Incomplete messages per session beyond which a chunk of a new one is refused with 413.</summary>
    public int OpenMessages { get; init; } = 64;
}
