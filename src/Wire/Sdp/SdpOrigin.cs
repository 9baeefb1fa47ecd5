using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Conformance.Wire.Sdp;

/// <summary>The o= line (RFC 4566 5.2). Together user, session id and address name the session; the version counts its changes.</summary>
/// <param name="User">The user name, or <c>-</c>.</param>
/// <param name="SessionId">A number as text, since any length is legal.</param>
/// <param name="Version">A number as text; it goes up by one with every changed offer.</param>
/// <param name="Address">The address of the machine, a numeric address or a domain name.</param>
/// <param name="AddressType"><c>IP4</c> or <c>IP6</c>.</param>
public sealed record SdpOrigin(string User, string SessionId, string Version, string Address, string AddressType = "IP4")
{
    /// <summary>Reads the value of an o= line.</summary>
    public static bool TryParse(string? value, [NotNullWhen(true)] out SdpOrigin? origin)
    {
        var words = (value ?? "").Split(' ');
        origin = words.Length == 6 && words[3] == "IN" ? new SdpOrigin(words[0], words[1], words[2], words[5], words[4]) : null;
        return origin is not null;
    }

    /// <summary>The address type that fits a numeric address; IP4 for names.</summary>
    public static string TypeOf(string address) =>
        IPAddress.TryParse(address, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 ? "IP6" : "IP4";

    /// <summary>The value as it goes on the wire.</summary>
    public override string ToString() => $"{User} {SessionId} {Version} IN {AddressType} {Address}";
}
