using System.Net;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;

namespace Conformance.ReferenceImpl;

/// <summary>Where a seat lives and what it is given.</summary>
public sealed record SeatOptions
{
    /// <summary>Sockets or memory.</summary>
    public required INetwork Network { get; init; }

    /// <summary>Every tag, branch and Message-ID of this seat.</summary>
    public required IdSource Ids { get; init; }

    /// <summary>The address all ports are opened on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>UDP and TCP, on the same number (RFC 3261 18.2.1); 0 takes any free one.</summary>
    public int SipPort { get; init; }

    /// <summary>0 takes any free port.</summary>
    public int TlsPort { get; init; }

    /// <summary>0 takes any free port.</summary>
    public int MsrpPort { get; init; }

    /// <summary>Our certificate, to listen for TLS; null leaves the TLS port closed.</summary>
    public TlsSettings? TlsServer { get; init; }

    /// <summary>How we check the servers we connect to.</summary>
    public TlsSettings TlsClient { get; init; } = TlsSettings.Empty;

    /// <summary>T1, T2, T4.</summary>
    public SipTimers Timers { get; init; } = SipTimers.Default;

    /// <summary>
    /// The next hop for targets whose URI has no numeric host, such as im: URIs (there is no DNS here). Null: such a target fails like one out of reach.
    /// </summary>
    public IPEndPoint? OutboundProxy { get; init; }

    /// <summary>Transport towards <see cref="OutboundProxy"/>.</summary>
    public TransportKind OutboundTransport { get; init; } = TransportKind.Tcp;

    /// <summary>
    /// The operator's word that no hop of this bed is congestion-unsafe, without which a MESSAGE stays within 1300 bytes (RFC 3428 8).
    /// </summary>
    public bool PathSafe { get; init; } = true;

    /// <summary>Lowest MTU of all paths in bytes. A request goes over UDP only when it is at least 200 bytes smaller (RFC 3261 18.1.1).</summary>
    public int PathMtu { get; init; } = 1500;

    /// <summary>Names and passwords of users who must prove who they are before their requests are served; empty means anybody may.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>();

    /// <summary>The digest realm of <see cref="Accounts"/>.</summary>
    public string Realm { get; init; } = "reference";

    /// <summary>What this seat answers to a challenge; null: it cannot.</summary>
    public SeatCredentials? Credentials { get; init; }

    /// <summary>Faults to switch on; all must belong to the seat.</summary>
    public IReadOnlyList<Deviation> Deviations { get; init; } = [];

    /// <summary>The conformant <paramref name="conduct"/> with the faults of these options applied in order.</summary>
    /// <exception cref="ArgumentException">A deviation belongs to another kind of seat.</exception>
    public TConduct Deviate<TConduct>(TConduct conduct)
    {
        foreach (var deviation in Deviations)
        {
            conduct = deviation is Deviation<TConduct> fault
                ? fault.Edit(conduct)
                : throw new ArgumentException($"Deviation {deviation.Id} belongs to the seat {deviation.Seat}.");
        }

        return conduct;
    }
}

/// <summary>A user name and password for digest authentication.</summary>
public sealed record SeatCredentials(string User, string Password);
