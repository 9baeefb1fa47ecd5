using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>Names of the known headers, their compact forms, and which of them are comma lists.</summary>
public static class SipHeaders
{
    private readonly record struct Entry(SipHeader Header, string Name, char Compact = '\0', bool List = false);

    // Compact forms: RFC 3261 7.3.3 and the registrations of the extensions. Lists: those whose ABNF has COMMA between
    // values; the authentication headers look alike but must never be joined or split (7.3.1).
    private static readonly Entry[] Table =
    [
        new(SipHeader.Accept, "Accept", List: true),
        new(SipHeader.AcceptContact, "Accept-Contact", 'a', List: true),
        new(SipHeader.AcceptEncoding, "Accept-Encoding", List: true),
        new(SipHeader.AcceptLanguage, "Accept-Language", List: true),
        new(SipHeader.AlertInfo, "Alert-Info", List: true),
        new(SipHeader.Allow, "Allow", List: true),
        new(SipHeader.AllowEvents, "Allow-Events", 'u', List: true),
        new(SipHeader.AuthenticationInfo, "Authentication-Info"),
        new(SipHeader.Authorization, "Authorization"),
        new(SipHeader.CallId, "Call-ID", 'i'),
        new(SipHeader.CallInfo, "Call-Info", List: true),
        new(SipHeader.Contact, "Contact", 'm', List: true),
        new(SipHeader.ContentDisposition, "Content-Disposition"),
        new(SipHeader.ContentEncoding, "Content-Encoding", 'e', List: true),
        new(SipHeader.ContentLanguage, "Content-Language", List: true),
        new(SipHeader.ContentLength, "Content-Length", 'l'),
        new(SipHeader.ContentTransferEncoding, "Content-Transfer-Encoding"),
        new(SipHeader.ContentType, "Content-Type", 'c'),
        new(SipHeader.CSeq, "CSeq"),
        new(SipHeader.Date, "Date"),
        new(SipHeader.ErrorInfo, "Error-Info", List: true),
        new(SipHeader.Event, "Event", 'o'),
        new(SipHeader.Expires, "Expires"),
        new(SipHeader.From, "From", 'f'),
        new(SipHeader.HistoryInfo, "History-Info", List: true),
        new(SipHeader.InReplyTo, "In-Reply-To", List: true),
        new(SipHeader.MaxForwards, "Max-Forwards"),
        new(SipHeader.MimeVersion, "MIME-Version"),
        new(SipHeader.MinExpires, "Min-Expires"),
        new(SipHeader.Organization, "Organization"),
        new(SipHeader.PAssertedIdentity, "P-Asserted-Identity", List: true),
        new(SipHeader.PPreferredIdentity, "P-Preferred-Identity", List: true),
        new(SipHeader.Path, "Path", List: true),
        new(SipHeader.Priority, "Priority"),
        new(SipHeader.Privacy, "Privacy"),
        new(SipHeader.ProxyAuthenticate, "Proxy-Authenticate"),
        new(SipHeader.ProxyAuthorization, "Proxy-Authorization"),
        new(SipHeader.ProxyRequire, "Proxy-Require", List: true),
        new(SipHeader.RAck, "RAck"),
        new(SipHeader.RSeq, "RSeq"),
        new(SipHeader.Reason, "Reason", List: true),
        new(SipHeader.RecordRoute, "Record-Route", List: true),
        new(SipHeader.ReferTo, "Refer-To", 'r'),
        new(SipHeader.ReferredBy, "Referred-By", 'b'),
        new(SipHeader.RejectContact, "Reject-Contact", 'j', List: true),
        new(SipHeader.ReplyTo, "Reply-To"),
        new(SipHeader.Require, "Require", List: true),
        new(SipHeader.RetryAfter, "Retry-After"),
        new(SipHeader.Route, "Route", List: true),
        new(SipHeader.Server, "Server"),
        new(SipHeader.ServiceRoute, "Service-Route", List: true),
        new(SipHeader.SessionExpires, "Session-Expires", 'x'),
        new(SipHeader.SipEtag, "SIP-ETag"),
        new(SipHeader.SipIfMatch, "SIP-If-Match"),
        new(SipHeader.Subject, "Subject", 's'),
        new(SipHeader.SubscriptionState, "Subscription-State"),
        new(SipHeader.Supported, "Supported", 'k', List: true),
        new(SipHeader.Timestamp, "Timestamp"),
        new(SipHeader.To, "To", 't'),
        new(SipHeader.Unsupported, "Unsupported", List: true),
        new(SipHeader.UserAgent, "User-Agent"),
        new(SipHeader.Via, "Via", 'v', List: true),
        new(SipHeader.Warning, "Warning", List: true),
        new(SipHeader.WwwAuthenticate, "WWW-Authenticate"),
    ];

    // Open hashing by length, first and last letter: a lookup is one probe and one comparison for nearly every name.
    private const int Slots = 256;
    private static readonly SipHeaderPattern[] Patterns = new SipHeaderPattern[Table.Length + 1];
    private static readonly byte[] Hashed = new byte[Slots];
    private static readonly byte[] Compact = new byte[128];
    private static readonly string[] Strings = new string[Table.Length + 1];
    private static readonly bool[] Lists = new bool[Table.Length + 1];

    static SipHeaders()
    {
        (Patterns[0], Strings[0]) = (new SipHeaderPattern(""), "");
        foreach (Entry entry in Table)
        {
            int number = (int)entry.Header;
            Patterns[number] = new SipHeaderPattern(entry.Name);
            Strings[number] = entry.Name;
            Lists[number] = entry.List;
            if (entry.Compact != '\0')
            {
                Compact[entry.Compact] = Compact[char.ToUpperInvariant(entry.Compact)] = (byte)number;
            }
            int slot = Hash(entry.Name.Length, entry.Name[0], entry.Name[^1]);
            while (Hashed[slot] != 0)
            {
                slot = (slot + 1) % Slots;
            }
            Hashed[slot] = (byte)number;
        }
    }

    /// <summary>The header of that name in either form, without case; <see cref="SipHeader.Unknown"/> for any other.</summary>
    public static SipHeader Of(ReadOnlySpan<byte> name) => Of(name, name.Length);

    /// <summary>The header whose name is the first <paramref name="length"/> bytes of the text; what follows them makes the comparison cheaper.</summary>
    internal static SipHeader Of(ReadOnlySpan<byte> text, int length)
    {
        if (length < 2)
        {
            return length == 1 && text[0] < 128 ? (SipHeader)Compact[text[0]] : SipHeader.Unknown;
        }
        for (int slot = Hash(length, text[0], text[length - 1]); ; slot = (slot + 1) % Slots)
        {
            int candidate = Hashed[slot];
            if (candidate == 0 || Patterns[candidate].Matches(text, length))
            {
                return (SipHeader)candidate;
            }
        }
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    public static SipHeader Of(string name)
    {
        Span<byte> bytes = stackalloc byte[32];
        return name.Length <= bytes.Length && Encoding.UTF8.TryGetBytes(name, bytes, out int length) ? Of(bytes[..length]) : SipHeader.Unknown;
    }

    /// <summary>Long name in its registered spelling; empty for <see cref="SipHeader.Unknown"/>.</summary>
    public static string Name(SipHeader header) => Strings[(int)header];

    /// <summary>The one letter that stands for the name; null where there is none.</summary>
    public static string? CompactName(SipHeader header) => Array.Find(Table, entry => entry.Header == header) is { Compact: not '\0' and var letter } ? letter.ToString() : null;

    /// <summary>Several values may stand in one field, with commas between.</summary>
    public static bool IsList(SipHeader header) => Lists[(int)header];

    private static int Hash(int length, int first, int last) => ((length * 7) + ((first | 0x20) * 37) + ((last | 0x20) * 11)) & (Slots - 1);
}
