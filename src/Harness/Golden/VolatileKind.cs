using System.Text.RegularExpressions;

namespace Conformance.Harness.Golden;

/// <summary>A kind of value that differs from run to run, and where such values stand. The group <c>v</c> is the value.</summary>
/// <param name="Name">Values are named after it: <c>branch-1</c>, <c>branch-2</c>.</param>
/// <param name="Places">Finds them in one message, its octets taken as Latin-1; where each begins, and how long it is.</param>
internal sealed partial record VolatileKind(string Name, Func<string, IEnumerable<(int Start, int Length)>> Places)
{
    private VolatileKind(string name, Regex places)
        : this(name, text => places.Matches(text).Select(m => (m.Groups["v"].Index, m.Groups["v"].Length)))
    {
    }

    // The order decides only which name a value gets that stands in places of two kinds.
    internal static IReadOnlyList<VolatileKind> All { get; } =
    [
        new("cms", CmsPlaces.In),
        new("branch", Branch()),
        new("tag", Tag()),
        new("call-id", CallId()),
        new("transaction", MsrpTransaction()),
        new("msrp-message-id", MsrpMessageId()),
        new("message-id", CpimMessageId()),
        new("message-id", ReceiptMessageId()),
        new("session", MsrpSession()),
        new("boundary", Boundary()),
        new("nonce", Nonce()),
        new("cnonce", ClientNonce()),
        new("opaque", Opaque()),
        new("response", DigestResponse()),
        new("date", Date()),
        new("sdp-session", SdpSession()),
        new("word", Word()),
        new("host", Ipv4Places.In),
        new("host", Host6()),
        new("port", PortAfterHost()),
        new("port", PortOfParameter()),
        new("port", PortOfMedia()),
    ];

    [GeneratedRegex(@";\s*branch\s*=\s*(?<v>[^;,\s]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Branch();

    [GeneratedRegex(@";\s*tag\s*=\s*(?<v>[^;,\s>]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(?:call-id|i)[ \t]*:[ \t]*(?<v>\S+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex CallId();

    [GeneratedRegex(@"^MSRP (?<v>[^ \r\n]+) ")]
    private static partial Regex MsrpTransaction();

    // In the head of an MSRP message only: the same name in its body is that of CPIM.
    [GeneratedRegex(@"\AMSRP [^\n]*\n(?:[^\r\n]+\r?\n)*?Message-ID:[ \t]*(?<v>\S+)", RegexOptions.IgnoreCase)]
    private static partial Regex MsrpMessageId();

    [GeneratedRegex(@"^(?:[\w-]+\.)?Message-ID[ \t]*:[ \t]*(?<v>\S+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex CpimMessageId();

    [GeneratedRegex(@"<(?:[\w-]+:)?message-id>\s*(?<v>[^<\s]+)")]
    private static partial Regex ReceiptMessageId();

    [GeneratedRegex(@"msrps?://[^/\s]+/(?<v>[^;\s]+)", RegexOptions.IgnoreCase)]
    private static partial Regex MsrpSession();

    [GeneratedRegex(@";\s*boundary\s*=\s*""?(?<v>[^"";\s]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\bnonce\s*=\s*""(?<v>[^""]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Nonce();

    [GeneratedRegex(@"\bcnonce\s*=\s*""(?<v>[^""]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex ClientNonce();

    [GeneratedRegex(@"\bopaque\s*=\s*""(?<v>[^""]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Opaque();

    [GeneratedRegex(@"\bresponse\s*=\s*""(?<v>[0-9a-f]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex DigestResponse();

    [GeneratedRegex(@"^(?:[\w-]+\.)?(?:Date|DateTime)[ \t]*:[ \t]*(?<v>[^\r\n]+)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Date();

    [GeneratedRegex(@"^o=\S+ (?<v>\d+ \d+) IN ", RegexOptions.Multiline)]
    private static partial Regex SdpSession();

    // The word that the harness puts at the end of a text, to know it again.
    [GeneratedRegex(@" \[(?<v>[a-z2-7]{6})\]")]
    private static partial Regex Word();

    [GeneratedRegex(@"\[(?<v>[0-9a-f]*:[0-9a-f:.]+)\]", RegexOptions.IgnoreCase)]
    private static partial Regex Host6();

    // It looks back from the colon: colons before digits are few, digits are many.
    [GeneratedRegex(@":(?<=(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]\]):)(?<v>\d{1,5})(?!\d)", RegexOptions.IgnoreCase)]
    private static partial Regex PortAfterHost();

    [GeneratedRegex(@";\s*rport\s*=\s*(?<v>\d{1,5})", RegexOptions.IgnoreCase)]
    private static partial Regex PortOfParameter();

    [GeneratedRegex(@"^m=\w+ (?<v>\d{1,5}) ", RegexOptions.Multiline)]
    private static partial Regex PortOfMedia();
}
