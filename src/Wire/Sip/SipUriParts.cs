namespace Conformance.Wire.Sip;

/// <summary>Where the components of a URI stand in its text; a URI is checked without making an object.</summary>
internal readonly struct SipUriParts
{
    private const byte Sip = 1, Sips = 2;

    /// <summary>-1 when absent.</summary>
    public readonly int Port;

    /// <summary>Index after the user, or 0 when there is no @.</summary>
    public readonly ushort UserEnd;

    /// <summary>Index of the first byte of the host, after the @ if any; of the opaque part in other schemes.</summary>
    public readonly ushort HostStart;
    public readonly ushort HostEnd;

    /// <summary>Index of the first semicolon, else of the question mark, else the length.</summary>
    public readonly ushort ParametersStart;

    /// <summary>Index of the question mark, else the length.</summary>
    public readonly ushort HeadersStart;

    private readonly byte _kind;

    /// <summary>Index of the colon.</summary>
    public int SchemeEnd => _kind switch { Sip => "sip".Length, Sips => "sips".Length, _ => HostStart - 1 };

    public bool IsSip => _kind == Sip;

    public bool IsSips => _kind == Sips;

    public bool IsOpaque => _kind == 0;

    public bool HasUser => UserEnd > 0;

    public bool HasPassword => HasUser && UserEnd < HostStart - 1;

    private SipUriParts(byte kind, int userEnd, int hostStart, int hostEnd, int port, int parameters, int headers) =>
        (_kind, UserEnd, HostStart, HostEnd, Port, ParametersStart, HeadersStart) =
        (kind, (ushort)userEnd, (ushort)hostStart, (ushort)hostEnd, port, (ushort)parameters, (ushort)headers);

    public static bool TryRead(ReadOnlySpan<byte> text, out SipUriParts parts)
    {
        parts = default;
        if (text.Length is < 3 or > ushort.MaxValue)
        {
            return false;
        }
        if ((text[0] | 0x20) == 's' && (text[1] | 0x20) == 'i' && (text[2] | 0x20) == 'p' && text.Length > 4)
        {
            if (text[3] == ':')
            {
                return TryReadSip(text, Sip, 3, out parts);
            }
            if ((text[3] | 0x20) == 's' && text[4] == ':')
            {
                return TryReadSip(text, Sips, 4, out parts);
            }
        }
        return TryReadOpaque(text, out parts);
    }

    private static bool TryReadSip(ReadOnlySpan<byte> text, byte kind, int colon, out SipUriParts parts)
    {
        parts = default;
        if (!TryReadUserInfo(text, colon + 1, out int userEnd, out int hostStart))
        {
            return false;
        }
        int hostEnd = HostEndAt(text, hostStart);
        if (hostEnd < 0 || !TryReadPort(text, hostEnd, out int port, out int parameters))
        {
            return false;
        }
        int headers = text.Length;
        if (parameters < text.Length)
        {
            int mark = text[parameters..].IndexOf((byte)'?');
            headers = mark < 0 ? text.Length : parameters + mark;
            if (!AreParameters(text[parameters..headers]) || (mark >= 0 && !AreHeaders(text[(headers + 1)..])))
            {
                return false;
            }
        }
        parts = new SipUriParts(kind, userEnd, hostStart, hostEnd, port, parameters, headers);
        return true;
    }

    /// <summary>User and password end at an @; without one, what looked like them is the host and what follows it.</summary>
    private static bool TryReadUserInfo(ReadOnlySpan<byte> text, int start, out int userEnd, out int hostStart)
    {
        (userEnd, hostStart) = (0, start);
        int user = SipSyntax.Skip(text, start, SipSyntax.Set.User);
        int end = user < text.Length && text[user] == ':' ? SipSyntax.Skip(text, user + 1, SipSyntax.Set.Password) : user;
        if (end == text.Length || text[end] != '@')
        {
            return true;
        }
        (userEnd, hostStart) = (user, end + 1);
        return user > start && SipSyntax.IsEscapedText(text[start..user], SipSyntax.Set.User)
            && (end == user || SipSyntax.IsEscapedText(text[(user + 1)..end], SipSyntax.Set.Password));
    }

    /// <summary>Index after the name or address at <paramref name="start"/>, -1 when there is none. Shared with Via.</summary>
    internal static int HostEndAt(ReadOnlySpan<byte> text, int start)
    {
        if (start < text.Length && text[start] == '[')
        {
            int length = text[start..].IndexOf((byte)']');
            bool address = length > 1 && SipSyntax.AreAll(text.Slice(start + 1, length - 1), SipSyntax.Set.Ipv6);
            return address ? start + length + 1 : -1;
        }
        int end = SipSyntax.Skip(text, start, SipSyntax.Set.Host);
        return end > start ? end : -1;
    }

    private static bool TryReadPort(ReadOnlySpan<byte> text, int at, out int port, out int next)
    {
        port = -1;
        next = at;
        if (at == text.Length || text[at] != ':')
        {
            return true;
        }
        next = ++at;
        while (next < text.Length && char.IsAsciiDigit((char)text[next]))
        {
            next++;
        }
        if (!SipSyntax.TryNumber(text[at..next], ushort.MaxValue, out long number))
        {
            return false;
        }
        port = (int)number;
        return true;
    }

    private static bool AreParameters(ReadOnlySpan<byte> text) =>
        SipSyntax.IsEscapedText(text, SipSyntax.Set.UriParameters) && SipParameters.AreValid(text, header: false);

    private static bool AreHeaders(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] == '&' || !SipSyntax.IsEscapedText(text, SipSyntax.Set.UriHeaders))
        {
            return false;
        }
        // The first header follows the question mark, not an ampersand.
        int first = text.IndexOf((byte)'&');
        return text[0] != '=' && (first < 0 || SipParameters.AreValid(text[first..], header: false, (byte)'&'));
    }

    private static bool TryReadOpaque(ReadOnlySpan<byte> text, out SipUriParts parts)
    {
        int colon = text.IndexOf((byte)':');
        bool valid = colon > 0 && colon + 1 < text.Length && SipSyntax.IsLetter(text[0])
            && SipSyntax.AreAll(text[..colon], SipSyntax.Set.Scheme)
            && !Names(text[..colon], "sip"u8) && !Names(text[..colon], "sips"u8)
            && SipSyntax.IsEscapedText(text[(colon + 1)..], SipSyntax.Set.AbsoluteUri);
        parts = valid ? new SipUriParts(0, 0, colon + 1, text.Length, -1, text.Length, text.Length) : default;
        return valid;
    }

    private static bool Names(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> name) => System.Text.Ascii.EqualsIgnoreCase(scheme, name);
}
