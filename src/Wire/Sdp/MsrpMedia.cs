using System.Globalization;
using Conformance.Wire.Mime;
using Conformance.Wire.Msrp;

namespace Conformance.Wire.Sdp;

/// <summary>
/// One m= section as MSRP sees it (RFC 4975 8). Sections of other media have one too; their MSRP attributes are empty.
/// </summary>
public sealed class MsrpMedia
{
    private readonly SessionDescription _session;
    private readonly string[] _words;

    internal MsrpMedia(SessionDescription session, IReadOnlyList<SdpLine> lines)
    {
        _session = session;
        Lines = lines;
        _words = lines[0].Value.Split(' ');
    }

    /// <summary>The lines of the section, the m= line first.</summary>
    public IReadOnlyList<SdpLine> Lines { get; }

    /// <summary>The media name, <c>message</c> for MSRP.</summary>
    public string Kind => _words[0];

    /// <summary>The port, 0 when the stream is rejected (RFC 3264 6); null when it is no port. A stream port count is ignored.</summary>
    public int? Port =>
        _words.Length > 1 && ushort.TryParse(_words[1].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;

    /// <summary>The transport protocol as spelt, e.g. <c>TCP/TLS/MSRP</c>; empty when absent.</summary>
    public string Protocol => _words.Length > 2 ? _words[2] : "";

    /// <summary>Whether this is a message stream over MSRP, with or without TLS.</summary>
    public bool IsMsrp => Kind == "message" && (Protocol.Equals("TCP/MSRP", StringComparison.OrdinalIgnoreCase) || IsSecure);

    /// <summary>Whether the protocol is MSRP over TLS.</summary>
    public bool IsSecure => Protocol.Equals("TCP/TLS/MSRP", StringComparison.OrdinalIgnoreCase);

    /// <summary>a=path: next hop first, the session's own URI last; empty when absent or not made of MSRP URIs.</summary>
    public IReadOnlyList<MsrpUri> Path => MsrpUri.ParsePath(Attribute("path"));

    /// <summary>a=accept-types in order, wildcards included; empty when absent.</summary>
    public IReadOnlyList<string> AcceptTypes => Words("accept-types");

    /// <summary>a=accept-wrapped-types in order; empty when absent.</summary>
    public IReadOnlyList<string> AcceptWrappedTypes => Words("accept-wrapped-types");

    /// <summary>a=setup of the section or else of the session (RFC 4145, RFC 6135), as spelt; null when absent.</summary>
    public string? Setup => Attribute("setup") ?? _session.Attribute("setup");

    /// <summary>a=max-size in octets: the largest message the peer cares for; null when absent or no number of up to 18 digits.</summary>
    public long? MaxSize =>
        Attribute("max-size") is { Length: <= 18 } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;

    /// <summary>a=fingerprint of the section or else of the session (RFC 8122), e.g. <c>sha-256 AB:CD...</c>; null when absent.</summary>
    public string? Fingerprint => Attribute("fingerprint") ?? _session.Attribute("fingerprint");

    /// <summary>The address of the c= line of the section or else of the session; null when there is none.</summary>
    public string? ConnectionAddress => SessionDescription.AddressIn(Lines) ?? _session.ConnectionAddress;

    /// <summary>sendrecv, sendonly, recvonly or inactive, of the section or else of the session; sendrecv when not said (RFC 3264 5.1).</summary>
    public string Direction => DirectionIn(Lines) ?? DirectionIn(_session.SessionLines) ?? "sendrecv";

    /// <summary>The value of the first such attribute of the section; empty for a flag, null when absent.</summary>
    public string? Attribute(string name) => SessionDescription.AttributeIn(Lines, name);

    /// <summary>Whether a message of this type may be sent outermost (RFC 4975 8.6): parameters do not count.</summary>
    public bool Accepts(MediaType type) => IsListed(AcceptTypes, type);

    /// <summary>Whether a message of this type may be sent inside an accepted container.</summary>
    public bool AcceptsWrapped(MediaType type) => IsListed(AcceptWrappedTypes, type) || Accepts(type);

    private static bool IsListed(IReadOnlyList<string> types, MediaType type) => types.Any(listed => listed == "*" || type.Is(listed));

    private IReadOnlyList<string> Words(string attribute) =>
        (Attribute(attribute) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? DirectionIn(IReadOnlyList<SdpLine> lines)
    {
        foreach (var line in lines)
        {
            if (line.Type == 'a' && line.Value is "sendrecv" or "sendonly" or "recvonly" or "inactive")
            {
                return line.Value;
            }
        }

        return null;
    }
}
