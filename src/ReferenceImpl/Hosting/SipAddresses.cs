using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Hosting;

/// <summary>URIs of people: the shape that From and To admit, and whether two of them mean the same person.</summary>
internal static class SipAddresses
{
    // RFC 3261 19.1.1, table 1: what a Request-URI may have and From and To may not.
    private static readonly string[] NotInTo = ["transport", "maddr", "ttl", "lr", "method"];

    /// <summary>The URI less port, headers and the parameters that From and To do not admit.</summary>
    public static string ForTo(SipUri uri)
    {
        if (!uri.IsSip && !uri.IsSips)
        {
            return uri.ToString();
        }

        var parameters = uri.Parameters.Where(parameter => !NotInTo.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase));
        var password = uri.Password is null ? "" : ":" + uri.Password;
        var user = uri.User is null ? "" : $"{uri.User}{password}@";
        return $"{uri.Scheme}:{user}{uri.Host}" + string.Concat(parameters.Select(parameter => ";" + parameter));
    }

    /// <summary>
    /// Whether two addresses name one user: sip, sips, im and pres of the same user@host do, also without a scheme, and a port counts only where
    /// both have one.
    /// </summary>
    public static bool SameUser(string one, string other)
    {
        var (user, host, port) = Split(one);
        var (otherUser, otherHost, otherPort) = Split(other);
        return user == otherUser
            && host.Equals(otherHost, StringComparison.OrdinalIgnoreCase)
            && (port.Length == 0 || otherPort.Length == 0 || port == otherPort);
    }

    /// <summary>The user part of any address of a person; null when it has none.</summary>
    public static string? UserOf(string address) => Split(address) is { User.Length: > 0 } parts ? parts.User : null;

    /// <summary>An im: or pres: URI as the SIP URI of the same user@host; any other as it is.</summary>
    public static SipUri ToSip(SipUri uri) =>
        uri.Scheme.Equals("im", StringComparison.OrdinalIgnoreCase) || uri.Scheme.Equals("pres", StringComparison.OrdinalIgnoreCase)
            ? SipUri.TryParse("sip:" + uri.ToString()[(uri.Scheme.Length + 1)..], out var sip) ? sip : uri
            : uri;

    private static (string User, string Host, string Port) Split(string address)
    {
        var rest = address.AsSpan();
        var colon = rest.IndexOf(':');
        if (colon > 0 && rest[..colon] is var scheme && (Is(scheme, "sip") || Is(scheme, "sips") || Is(scheme, "im") || Is(scheme, "pres")))
        {
            rest = rest[(colon + 1)..];
        }

        var at = rest.IndexOf('@');
        var user = at < 0 ? "" : rest[..at].ToString();
        rest = rest[(at + 1)..];
        var end = rest.IndexOfAny(';', '?', '>');
        rest = end < 0 ? rest : rest[..end];
        var portAt = rest.LastIndexOf(':') is var last && last > rest.LastIndexOf(']') ? last : -1;
        return portAt < 0 ? (user, rest.ToString(), "") : (user, rest[..portAt].ToString(), rest[(portAt + 1)..].ToString());

        static bool Is(ReadOnlySpan<char> scheme, string name) => scheme.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
