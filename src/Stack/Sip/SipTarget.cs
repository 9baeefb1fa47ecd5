using System.Net;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>Where a message goes: a transport and a numeric address. There is no DNS here.</summary>
public readonly record struct SipTarget(TransportKind Transport, IPEndPoint Address)
{
    /// <summary>Messages of different lanes never share a connection; 0 unless somebody wants one to itself. UDP has no lanes.</summary>
    public int Lane { get; init; }

    /// <summary>Over TLS: connects with the certificate that is another's than ours, where there is one (<see cref="SipTransportOptions.TlsOther"/>).</summary>
    public bool AsAnother { get; init; }

    /// <summary>
    /// The target a URI names: sips or transport=tls give TLS, transport=tcp TCP, transport=udp or none UDP; a numeric maddr goes before the host; the
    /// port defaults to 5060, or 5061 for TLS.
    /// </summary>
    /// <returns>False when it is no SIP URI, its transport is another, or its host is not a numeric address.</returns>
    public static bool TryFrom(SipUri uri, out SipTarget target)
    {
        target = default;
        if ((!uri.IsSip && !uri.IsSips)
            || KindOf(uri.Parameter("transport")) is not { } named
            || !IPAddress.TryParse(uri.Parameter("maddr") is { Length: > 0 } maddr ? maddr : uri.Host, out var address))
        {
            return false;
        }

        var kind = uri.IsSips ? TransportKind.Tls : named;
        target = new SipTarget(kind, new IPEndPoint(address, uri.Port ?? DefaultPort(kind)));
        return true;
    }

    /// <summary>5060, or 5061 for TLS (RFC 3261 18.2.1).</summary>
    public static int DefaultPort(TransportKind kind) => kind == TransportKind.Tls ? 5061 : 5060;

    /// <inheritdoc/>
    public override string ToString() => $"{Transport}:{Address}".ToLowerInvariant();

    private static TransportKind? KindOf(string? transport) => transport?.ToLowerInvariant() switch
    {
        null or "" or "udp" => TransportKind.Udp,
        "tcp" => TransportKind.Tcp,
        "tls" => TransportKind.Tls,
        _ => null,
    };
}
