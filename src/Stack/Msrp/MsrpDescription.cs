using System.Diagnostics.CodeAnalysis;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>What one side says about its end of a session in SDP (RFC 4975 8, RFC 6135).</summary>
public sealed record MsrpDescription
{
    /// <summary>What a receipts endpoint takes, the container first (RFC 4975 13).</summary>
    public static IReadOnlyList<string> StandardTypes { get; } = ["message/cpim", "text/plain", "message/status-receipt+xml"];

    /// <summary>The path, next hop first; the last URI names the session.</summary>
    public required IReadOnlyList<MsrpUri> Path { get; init; }

    /// <summary>accept-types.</summary>
    public IReadOnlyList<string> AcceptTypes { get; init; } = StandardTypes;

    /// <summary>accept-wrapped-types; null leaves the attribute out.</summary>
    public IReadOnlyList<string>? AcceptWrappedTypes { get; init; }

    /// <summary>Who connects; null when the attribute is absent, and then the offerer does.</summary>
    public MsrpSetup? Setup { get; init; } = MsrpSetup.ActPass;

    /// <summary>max-size in octets; null leaves the attribute out.</summary>
    public long? MaxSize { get; init; }

    /// <summary>sendonly, recvonly or inactive; null leaves the attribute out, which means sendrecv.</summary>
    public string? Direction { get; init; }

    /// <summary>msrps over TLS.</summary>
    public bool IsSecure => Path[^1].IsSecure;

    /// <summary>The media type of <see cref="Write"/>.</summary>
    public const string MediaType = "application/sdp";

    /// <summary>The session description.</summary>
    public byte[] Write(IdSource ids) => throw new NotImplementedException();

    /// <summary>Reads the first MSRP media section that was not refused.</summary>
    /// <param name="reason">Why not: no SDP, no MSRP in it, port 0, no path, no accept-types.</param>
    public static bool TryRead(ReadOnlyMemory<byte> sdp, [NotNullWhen(true)] out MsrpDescription? description, [NotNullWhen(false)] out string? reason) =>
        throw new NotImplementedException();

    /// <summary>Whether the media type may be sent to this side: at top level, or wrapped in a container.</summary>
    public bool Accepts(string mediaType, bool wrapped = false) => throw new NotImplementedException();
}
