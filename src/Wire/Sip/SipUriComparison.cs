using System.Globalization;
using System.Net;
using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>RFC 3261 19.1.4, one method per component.</summary>
internal static class SipUriComparison
{
    public static bool AreEquivalent(SipUri a, SipUri b)
    {
        SipUriParts left = a.Parts;
        SipUriParts right = b.Parts;
        if (left.IsOpaque || right.IsOpaque)
        {
            return left.IsOpaque && right.IsOpaque
                && Ascii.EqualsIgnoreCase(a.Bytes[..left.SchemeEnd], b.Bytes[..right.SchemeEnd])
                && a.Bytes[left.SchemeEnd..].SequenceEqual(b.Bytes[right.SchemeEnd..]);
        }
        return left.IsSips == right.IsSips
            && left.Port == right.Port
            && HaveEqualUserInfo(a, b)
            && AreEqualHosts(a.Bytes[left.HostStart..left.HostEnd], b.Bytes[right.HostStart..right.HostEnd])
            && HaveMatchingParameters(a, b)
            && HaveEqualHeaders(a, b);
    }

    private static bool HaveEqualUserInfo(SipUri a, SipUri b)
    {
        SipUriParts left = a.Parts;
        SipUriParts right = b.Parts;
        if (left.HasUser != right.HasUser || left.HasPassword != right.HasPassword)
        {
            return false;
        }
        return !left.HasUser
            || SameText(a.Bytes[(left.SchemeEnd + 1)..(left.HostStart - 1)], b.Bytes[(right.SchemeEnd + 1)..(right.HostStart - 1)], ignoreCase: false);
    }

    private static bool AreEqualHosts(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (Ascii.EqualsIgnoreCase(a, b))
        {
            return true;
        }
        // RFC 5954 4.2: one IPv6 address has many spellings.
        return a[0] == '[' && b[0] == '['
            && IPAddress.TryParse(Encoding.ASCII.GetString(a[1..^1]), out IPAddress? left)
            && IPAddress.TryParse(Encoding.ASCII.GetString(b[1..^1]), out IPAddress? right)
            && left.Equals(right);
    }

    // Parameters and headers are looked up, not searched: a hostile URI may have thousands of them.
    private static bool HaveMatchingParameters(SipUri a, SipUri b)
    {
        if (a.ParameterBytes.SequenceEqual(b.ParameterBytes))
        {
            return true;
        }
        Dictionary<string, string?> left = Parameters(a);
        Dictionary<string, string?> right = Parameters(b);
        return Covers(left, right) && Covers(right, left);
    }

    /// <summary>Every parameter of <paramref name="a"/> matches in <paramref name="b"/>, or is absent there and of a kind that may be.</summary>
    private static bool Covers(Dictionary<string, string?> a, Dictionary<string, string?> b)
    {
        foreach ((string name, string? value) in a)
        {
            if (b.TryGetValue(name, out string? other) ? value != other : CountsWhenAlone(name))
            {
                return false;
            }
        }
        return true;
    }

    private static Dictionary<string, string?> Parameters(SipUri uri)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal);
        var cursor = new SipParameterCursor(uri.ParameterBytes, header: false);
        while (cursor.MoveNext())
        {
            parameters.TryAdd(Normal(cursor.Name, ignoreCase: true), cursor.HasValue ? Normal(cursor.Value, ignoreCase: true) : null);
        }
        return parameters;
    }

    // user, ttl, method and maddr by the rules; transport by the clause's examples, where its presence alone makes a difference.
    private static bool CountsWhenAlone(string name) => name is "user" or "ttl" or "method" or "maddr" or "transport";

    private static bool HaveEqualHeaders(SipUri a, SipUri b) =>
        a.HeaderBytes.SequenceEqual(b.HeaderBytes) || Headers(a).SequenceEqual(Headers(b));

    private static IEnumerable<string> Headers(SipUri uri) => uri.Headers.Select(Normal).Order(StringComparer.Ordinal);

    // Section 20 leaves a header's value without case unless it says otherwise. These say otherwise, are text for people, or
    // hold addresses, whose user part has case.
    private static string Normal(SipParameter header)
    {
        string name = Normal(Encoding.UTF8.GetBytes(header.Name), ignoreCase: true);
        bool exact = name == "body" || SipHeaders.Of(name) is SipHeader.CallId or SipHeader.Subject or SipHeader.Organization
            or SipHeader.To or SipHeader.From or SipHeader.Contact or SipHeader.Route or SipHeader.ReplyTo;
        return $"{name}={Normal(Encoding.UTF8.GetBytes(header.Value ?? ""), !exact)}";
    }

    private static bool SameText(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, bool ignoreCase) =>
        a.SequenceEqual(b) || Normal(a, ignoreCase) == Normal(b, ignoreCase);

    /// <summary>
    /// The text with escapes resolved: an escaped character is the character itself, unless it is reserved; then it stands
    /// 256 places higher, where it equals only another escaped one.
    /// </summary>
    private static string Normal(ReadOnlySpan<byte> text, bool ignoreCase)
    {
        var normal = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            int unit = text[at];
            if (unit == '%' && at + 2 < text.Length
                && byte.TryParse(text.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte decoded))
            {
                at += 2;
                unit = SipSyntax.Is(decoded, SipSyntax.Set.Reserved) ? decoded + 256 : decoded;
            }
            normal.Append(ignoreCase && unit is >= 'A' and <= 'Z' ? (char)(unit | 0x20) : (char)unit);
        }
        return normal.ToString();
    }
}
