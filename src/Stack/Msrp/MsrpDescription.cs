using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Conformance.Stack.Msrp.Machines;
using Conformance.Wire.Mime;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sdp;

namespace Conformance.Stack.Msrp;

/// <summary>What one side says about its end of a session in SDP (RFC 4975 8, RFC 6135).</summary>
public sealed record MsrpDescription
{
    /// <summary>The Content-Type of <see cref="Write"/>.</summary>
    public const string ContentType = "application/sdp";

    // RFC 4145 4.1: the side that connects has no port to name; 9 is the discard port.
    private const int NoPort = 9;

    /// <summary>What a receipts endpoint takes, the container first (RFC 4975 13).</summary>
    public static IReadOnlyList<string> StandardTypes { get; } = ["message/cpim", "text/plain", "message/status-receipt+xml"];

    /// <summary>The path, next hop first; the last URI names the session.</summary>
    public required IReadOnlyList<MsrpUri> Path { get; init; }

    /// <summary>accept-types.</summary>
    public IReadOnlyList<string> AcceptTypes { get; init; } = StandardTypes;

    /// <summary>accept-wrapped-types, for what is not in accept-types already; empty leaves the attribute out.</summary>
    public IReadOnlyList<string> AcceptWrappedTypes { get; init; } = [];

    /// <summary>Who connects; null when the attribute is absent, and then the offerer does (RFC 4975 5.4).</summary>
    public MsrpSetup? Setup { get; init; } = MsrpSetup.ActPass;

    /// <summary>max-size in octets; null leaves the attribute out.</summary>
    public long? MaxSize { get; init; }

    /// <summary>sendonly, recvonly or inactive; null leaves the attribute out, which means sendrecv.</summary>
    public string? Direction { get; init; }

    /// <summary>msrps over TLS.</summary>
    public bool IsSecure => Path[^1].IsSecure;

    /// <summary>The session description.</summary>
    /// <param name="ids">Where the number of the o= line comes from.</param>
    public byte[] Write(IdSource ids)
    {
        // 63 bits, since the o= line knows no sign.
        var number = (ids.Next() >> 1).ToString(CultureInfo.InvariantCulture);
        var host = Path[0].Host.Trim('[', ']');
        return SessionDescription.Build()
            .Session(new SdpOrigin("-", number, "1", host, SdpOrigin.TypeOf(host)))
            .Message(Settings)
            .ToBytes();
    }

    /// <summary>The m= section, for a caller that composes the rest.</summary>
    public MsrpMediaSettings Settings => new()
    {
        Path = Path,
        AcceptTypes = AcceptTypes,
        AcceptWrappedTypes = AcceptWrappedTypes,
        Setup = Setup?.ToString().ToLowerInvariant(),
        MaxSize = MaxSize,
        Direction = Direction,
        Port = Setup == MsrpSetup.Active ? NoPort : null,
    };

    /// <summary>Reads the first MSRP section that was not refused.</summary>
    /// <param name="sdp">A session description.</param>
    /// <param name="description">What it says.</param>
    /// <param name="reason">Why it says nothing: no SDP, no MSRP in it, port 0, no path, no accept-types.</param>
    public static bool TryRead(ReadOnlyMemory<byte> sdp, [NotNullWhen(true)] out MsrpDescription? description, [NotNullWhen(false)] out string? reason)
    {
        description = null;
        if (!SessionDescription.TryParse(sdp, out var session, out var error))
        {
            reason = $"no session description: {error.Message}";
            return false;
        }

        var media = session.Media.FirstOrDefault(media => media is { IsMsrp: true, Port: not 0 });
        reason = media switch
        {
            null => session.Msrp is null ? "no MSRP stream in the session description" : "the MSRP stream was refused (port 0)",
            { Path.Count: 0 } => "the MSRP stream has no usable path",
            { AcceptTypes.Count: 0 } => "the MSRP stream has no accept-types",
            _ => null,
        };
        if (media is null || reason is not null)
        {
            reason ??= "no MSRP stream";
            return false;
        }

        description = new MsrpDescription
        {
            Path = media.Path,
            AcceptTypes = media.AcceptTypes,
            AcceptWrappedTypes = media.AcceptWrappedTypes,
            Setup = Enum.TryParse<MsrpSetup>(media.Setup, ignoreCase: true, out var setup) ? setup : null,
            MaxSize = media.MaxSize,
            Direction = media.Direction == "sendrecv" ? null : media.Direction,
        };
        return true;
    }

    /// <summary>Whether the media type may be sent to this side: outermost, or wrapped in a container (RFC 4975 8.6).</summary>
    /// <param name="mediaType">type/subtype; parameters are not looked at.</param>
    /// <param name="wrapped">Ask about the inside of a container.</param>
    public bool Accepts(string mediaType, bool wrapped = false) =>
        MediaType.TryParse(mediaType, out var type)
        && (MediaRanges.Match(AcceptTypes, type.Type, type.Subtype) || (wrapped && MediaRanges.Match(AcceptWrappedTypes, type.Type, type.Subtype)));
}
