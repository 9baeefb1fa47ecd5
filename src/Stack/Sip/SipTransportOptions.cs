using System.Net;
using Conformance.Stack.Net;
using Conformance.Wire;

namespace Conformance.Stack.Sip;

/// <summary>The ports of one host.</summary>
public sealed record SipTransportOptions
{
    /// <summary>The address to bind, and to name in Via.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>UDP and TCP, on the same number (RFC 3261 18.2.1); 0 takes any that is free for both.</summary>
    public int Port { get; init; }

    /// <summary>The TLS port, 0 for any; null for none.</summary>
    public int? TlsPort { get; init; }

    /// <summary>Certificates, for both directions of TLS.</summary>
    public TlsSettings Tls { get; init; } = TlsSettings.Empty;

    /// <summary>Certificates for the connections we open, where they differ from <see cref="Tls"/>.</summary>
    public TlsSettings? TlsClient { get; init; }

    /// <summary>Certificates for the connections that are opened as somebody else (<see cref="SipTarget.AsAnother"/>); null where there are none.</summary>
    public TlsSettings? TlsOther { get; init; }

    /// <summary>
    /// A second TLS port with a certificate of its own, for a host that has to seem to be two; null for none. Who connects there is served like on the first.
    /// </summary>
    public TlsSettings? SecondTls { get; init; }

    /// <summary>The number of the second TLS port; 0 for any.</summary>
    public int SecondTlsPort { get; init; }

    /// <summary>The host to name in Via and Contact instead of <see cref="Address"/>: behind NAT, or bound to the any-address.</summary>
    public string? AdvertisedHost { get; init; }

    /// <summary>Sizes beyond which an incoming message is malformed.</summary>
    public WireLimits Limits { get; init; } = WireLimits.Default;

    /// <summary>Open streams beyond which the one idle longest is closed: one per recipient of the largest list, and some.</summary>
    public int MaxStreams { get; init; } = 20_000;

    /// <summary>Answer what cannot be parsed with a 400 where enough of it can be read to address one.</summary>
    public bool AnswerMalformed { get; init; } = true;
}
