using Conformance.Wire.Msrp;

namespace Conformance.Wire.Sdp;

/// <summary>What an offer or an answer says about one MSRP stream (RFC 4975 8, RFC 6135).</summary>
public sealed record MsrpMediaSettings
{
    /// <summary>a=path: next hop first, the own URI last. The m= line takes port and TLS from the first one.</summary>
    public required IReadOnlyList<MsrpUri> Path { get; init; }

    /// <summary>a=accept-types; required by RFC 4975 8.6, so an empty list leaves out a mandatory line.</summary>
    public IReadOnlyList<string> AcceptTypes { get; init; } = ["message/cpim", "message/status-receipt+xml", "text/plain"];

    /// <summary>a=accept-wrapped-types; left out when empty.</summary>
    public IReadOnlyList<string> AcceptWrappedTypes { get; init; } = [];

    /// <summary>a=setup: actpass or active in an offer, active or passive in an answer; null leaves it out.</summary>
    public string? Setup { get; init; } = "actpass";

    /// <summary>a=max-size in octets; null leaves it out.</summary>
    public long? MaxSize { get; init; }

    /// <summary>sendonly, recvonly, inactive or sendrecv; null leaves it out, which means sendrecv.</summary>
    public string? Direction { get; init; }

    /// <summary>a=fingerprint, hash name and octets; null leaves it out.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The port of the m= line; null takes that of the path. 0 rejects the stream, 9 suits the active side.</summary>
    public int? Port { get; init; }
}
