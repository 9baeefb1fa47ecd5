using System.Net;
using System.Text;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Oracle;

/// <summary>Texts that are equal whenever two URIs are; they make finding an equal among ten thousand a look-up.</summary>
internal static class RecipientKey
{
    /// <summary>Never ignored by RFC 3261 19.1.4, even when only one side has them.</summary>
    private static readonly string[] Decisive = ["user", "ttl", "maddr"];

    /// <summary>Scheme, user and host: what a history entry is recognised by .</summary>
    public static string Broad(SipUri uri) => Append(new StringBuilder(), uri).ToString();

    /// <summary>All components whose difference alone makes URIs unequal.</summary>
    public static string Narrow(SipUri uri)
    {
        var key = Append(new StringBuilder(), uri);
        if (!uri.IsSip && !uri.IsSips)
        {
            return key.ToString();
        }

        _ = key.Append(':').Append(uri.Port).Append('/').Append(uri.Headers.Count);
        foreach (var name in uri.Parameters.Count == 0 ? [] : Decisive)
        {
            if (uri.Parameter(name) is { } value)
            {
                _ = key.Append(';').Append(name).Append('=').Append(value.ToLowerInvariant());
            }
        }

        return key.ToString();
    }

    private static StringBuilder Append(StringBuilder key, SipUri uri)
    {
        _ = key.Append(uri.Scheme.ToLowerInvariant()).Append(':');
        if (!uri.IsSip && !uri.IsSips)
        {
            return key.Append(uri.Host);
        }

        if (uri.User is { } user)
        {
            _ = key.Append(Uri.UnescapeDataString(user)).Append('@');
        }

        // IPv6 has many spellings of one address (RFC 5954); names and IPv4 have one, but for case.
        return uri.Host.StartsWith('[') && IPAddress.TryParse(uri.Host, out var address) ? key.Append(address) : key.Append(uri.Host.ToLowerInvariant());
    }
}
