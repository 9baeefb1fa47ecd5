using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Msrp;

/// <summary>
/// An msrp or msrps URI (RFC 4975 6), kept as received. Equality is that of RFC 4975 6.1: user part and parameters other
/// than the transport do not count, a port that is given never equals one that is not, and the session id is
/// case-sensitive.
/// </summary>
public sealed class MsrpUri : IEquatable<MsrpUri>
{
    private readonly string _comparableHost;

    private MsrpUri(string text, string scheme, string? user, string host, int? port, string? session, IReadOnlyList<MimeParameter> parameters)
    {
        Text = text;
        Scheme = scheme;
        User = user;
        Host = host;
        Port = port;
        SessionId = session;
        Parameters = parameters;
        _comparableHost = Uri.UnescapeDataString(host);
    }

    /// <summary>The URI as received.</summary>
    public string Text { get; }

    /// <summary>The scheme as spelt.</summary>
    public string Scheme { get; }

    /// <summary>Whether the scheme is msrps, which demands TLS on every hop.</summary>
    public bool IsSecure => Scheme.Equals("msrps", StringComparison.OrdinalIgnoreCase);

    /// <summary>The user part before the at sign, or null.</summary>
    public string? User { get; }

    /// <summary>The host as spelt; an IPv6 address keeps its brackets.</summary>
    public string Host { get; }

    /// <summary>The port, 0 to 65535, or null when the URI has none: 2855 is a convention, not a default.</summary>
    public int? Port { get; }

    /// <summary>The session id after the slash, or null. On the rightmost URI of a path it names the session.</summary>
    public string? SessionId { get; }

    /// <summary>The transport as spelt, normally <c>tcp</c>.</summary>
    public string Transport => Parameters[0].Name;

    /// <summary>The transport, which comes first and has no value, and the parameters that follow it.</summary>
    public IReadOnlyList<MimeParameter> Parameters { get; }

    /// <summary>Reads one URI that fills the text.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MsrpUri? uri)
    {
        uri = null;
        var rest = text.AsSpan();
        var colon = rest.IndexOf("://");
        if (text is null || colon < 0 || !IsScheme(rest[..colon]) || rest.ContainsAnyExceptInRange('!', '~'))
        {
            return false;
        }

        var scheme = rest[..colon].ToString();
        rest = rest[(colon + 3)..];
        var semicolon = rest.IndexOf(';');
        if (semicolon < 0 || !TryParameters(rest[(semicolon + 1)..], out var parameters))
        {
            return false;
        }

        rest = rest[..semicolon];
        var slash = rest.IndexOf('/');
        var session = slash < 0 ? null : rest[(slash + 1)..].ToString();
        var authority = slash < 0 ? rest : rest[..slash];
        var at = authority.LastIndexOf('@');
        if (session is "" || !TryHostPort(authority[(at + 1)..], out var host, out var port))
        {
            return false;
        }

        uri = new MsrpUri(text, scheme, at < 0 ? null : authority[..at].ToString(), host, port, session, parameters);
        return true;
    }

    /// <summary>Reads a URI that is known to be right.</summary>
    /// <exception cref="FormatException">The text is not an MSRP URI.</exception>
    public static MsrpUri Parse(string text) =>
        TryParse(text, out var uri) ? uri : throw new FormatException($"Not an MSRP URI: '{text}'.");

    /// <summary>Reads the URIs of a path: one or more, parted by single spaces, next hop first. Empty when one is no URI.</summary>
    public static IReadOnlyList<MsrpUri> ParsePath(string? path)
    {
        var uris = new List<MsrpUri>();
        foreach (var text in (path ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryParse(text, out var uri))
            {
                return [];
            }

            uris.Add(uri);
        }

        return uris;
    }

    /// <inheritdoc/>
    public bool Equals(MsrpUri? other) =>
        other is not null
        && Scheme.Equals(other.Scheme, StringComparison.OrdinalIgnoreCase)
        && _comparableHost.Equals(other._comparableHost, StringComparison.OrdinalIgnoreCase)
        && Port == other.Port
        && SessionId == other.SessionId
        && Transport.Equals(other.Transport, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MsrpUri);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        StringComparer.OrdinalIgnoreCase.GetHashCode(Scheme),
        StringComparer.OrdinalIgnoreCase.GetHashCode(_comparableHost),
        Port,
        SessionId);

    /// <summary>The URI as received.</summary>
    public override string ToString() => Text;

    private static bool IsScheme(ReadOnlySpan<char> text) =>
        text.Equals("msrp", StringComparison.OrdinalIgnoreCase) || text.Equals("msrps", StringComparison.OrdinalIgnoreCase);

    private static bool TryHostPort(ReadOnlySpan<char> text, out string host, out int? port)
    {
        var bracket = text.StartsWith("[") ? text.IndexOf(']') : 0;
        var colon = bracket < 0 ? -1 : text[bracket..].IndexOf(':');
        var hostLength = colon < 0 ? text.Length : bracket + colon;
        host = text[..hostLength].ToString();
        port = null;
        if (hostLength == 0 || bracket < 0 || (bracket > 0 && hostLength != bracket + 1))
        {
            return false;
        }

        if (colon < 0)
        {
            return true;
        }

        var isPort = ushort.TryParse(text[(hostLength + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        port = number;
        return isPort;
    }

    private static bool TryParameters(ReadOnlySpan<char> text, out IReadOnlyList<MimeParameter> parameters)
    {
        var found = new List<MimeParameter>();
        parameters = found;
        foreach (var range in text.Split(';'))
        {
            var parameter = text[range];
            var equals = parameter.IndexOf('=');
            var name = equals < 0 ? parameter : parameter[..equals];
            if (!MimeSyntax.IsToken(name) || (found.Count == 0 && equals >= 0))
            {
                return false;
            }

            found.Add(new MimeParameter(name.ToString(), equals < 0 ? "" : parameter[(equals + 1)..].ToString()));
        }

        return true;
    }
}
