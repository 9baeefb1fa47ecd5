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

    private static bool HaveMatchingParameters(SipUri a, SipUri b) => CoversParameters(a, b) && CoversParameters(b, a);

    /// <summary>Every parameter of <paramref name="a"/> matches in <paramref name="b"/>, or is absent there and of a kind that may be.</summary>
    private static bool CoversParameters(SipUri a, SipUri b)
    {
        var cursor = new SipParameterCursor(a.ParameterBytes, header: false);
        while (cursor.MoveNext())
        {
            var other = new SipParameterCursor(b.ParameterBytes, header: false);
            bool found = false;
            while (!found && other.MoveNext())
            {
                found = SameText(cursor.Name, other.Name, ignoreCase: true);
            }
            bool matches = found
                ? cursor.HasValue == other.HasValue && SameText(cursor.Value, other.Value, ignoreCase: true)
                : !CountsWhenAlone(cursor.Name);
            if (!matches)
            {
                return false;
            }
        }
        return true;
    }

    // user, ttl, method and maddr by the rules; transport by the clause's examples, where its presence alone makes a difference.
    private static bool CountsWhenAlone(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, "user"u8) || Ascii.EqualsIgnoreCase(name, "ttl"u8) || Ascii.EqualsIgnoreCase(name, "method"u8)
        || Ascii.EqualsIgnoreCase(name, "maddr"u8) || Ascii.EqualsIgnoreCase(name, "transport"u8);

    private static bool HaveEqualHeaders(SipUri a, SipUri b)
    {
        if (a.HeaderBytes.IsEmpty && b.HeaderBytes.IsEmpty)
        {
            return true;
        }
        IReadOnlyList<SipParameter> left = a.Headers;
        var right = new List<SipParameter>(b.Headers);
        if (left.Count != right.Count)
        {
            return false;
        }
        foreach (SipParameter header in left)
        {
            int match = right.FindIndex(other => IsSameHeader(header, other));
            if (match < 0)
            {
                return false;
            }
            right.RemoveAt(match);
        }
        return true;
    }

    // Section 20 leaves a header's value without case unless it says otherwise; these say otherwise, or are text for people.
    private static bool IsSameHeader(SipParameter a, SipParameter b)
    {
        bool exact = Named(a, "body") || SipHeaders.Of(a.Name) is SipHeader.CallId or SipHeader.Subject or SipHeader.Organization;
        return SameText(Encoding.UTF8.GetBytes(a.Name), Encoding.UTF8.GetBytes(b.Name), ignoreCase: true)
            && (IsAddress(a) && TryReadAddress(a, out SipNameAddress? left) && TryReadAddress(b, out SipNameAddress? right)
                ? AreSameAddress(left, right)
                : SameText(Encoding.UTF8.GetBytes(a.Value ?? ""), Encoding.UTF8.GetBytes(b.Value ?? ""), !exact));
    }

    private static bool IsAddress(SipParameter header) =>
        SipHeaders.Of(header.Name) is SipHeader.To or SipHeader.From or SipHeader.Contact or SipHeader.Route or SipHeader.ReplyTo;

    private static bool TryReadAddress(SipParameter header, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SipNameAddress? address) =>
        SipNameAddress.TryParse(Uri.UnescapeDataString(header.Value ?? ""), out address);

    // Addresses inside an address are compared by text where they carry headers of their own, so that no input can nest the work.
    private static bool AreSameAddress(SipNameAddress a, SipNameAddress b) =>
        a.Uri.HeaderBytes.IsEmpty && b.Uri.HeaderBytes.IsEmpty
            ? a.Uri.EquivalentTo(b.Uri) && string.Equals(a.Tag, b.Tag, StringComparison.OrdinalIgnoreCase)
            : a.Equals(b);

    private static bool Named(SipParameter header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Text with escapes: an escaped character is the character itself unless it is reserved.</summary>
    private static bool SameText(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, bool ignoreCase)
    {
        int i = 0;
        int j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (NextUnit(a, ref i, ignoreCase) != NextUnit(b, ref j, ignoreCase))
            {
                return false;
            }
        }
        return i == a.Length && j == b.Length;
    }

    /// <summary>The next character; 256 added when it is reserved and escaped.</summary>
    private static int NextUnit(ReadOnlySpan<byte> text, ref int at, bool ignoreCase)
    {
        byte unit = text[at++];
        bool escapedReserved = false;
        if (unit == '%' && at + 1 < text.Length
            && byte.TryParse(text.Slice(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte decoded))
        {
            at += 2;
            unit = decoded;
            escapedReserved = SipSyntax.Is(decoded, SipSyntax.Set.Reserved);
        }
        if (ignoreCase && SipSyntax.IsLetter(unit))
        {
            unit |= 0x20;
        }
        return escapedReserved ? unit + 256 : unit;
    }
}
