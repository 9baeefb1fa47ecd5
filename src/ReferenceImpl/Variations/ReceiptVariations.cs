using System.Text;
using System.Text.RegularExpressions;
using Conformance.ReferenceImpl.Deviations;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Smime;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Variations;

/// <summary>Other lawful ways to write and send receipts: of the recipient, and of an intermediary.</summary>
internal static partial class ReceiptVariations
{
    private const string Recipient = "im-recipient";
    private const string Relay = "im-intermediary";

    public static IReadOnlyList<Variation> All { get; } =
    [
        Writes("AMB-04", "two-notes", "RCPT-5.1-02", Tolerance.Accepted, "Receipts have two notes", d => d with { Document = d.Document with { Notes = [new("one", "en"), new("two", "en")] } }),
        Writes("AMB-05", "prefix", "RCPT-5.1-05", Tolerance.Accepted, "The elements of receipts have a prefix", Xml(Prefixed)),
        Writes("AMB-06", "im-uri", "RCPT-3.4-08", Tolerance.Accepted, "recipient-uri has the scheme im:", d => Named(d, "im:" + WithoutScheme(d.Document.RecipientUri))),
        Writes("AMB-06", "no-scheme", "RCPT-3.4-08", Tolerance.Warned, "recipient-uri has no scheme, as in the figures", d => Named(d, WithoutScheme(d.Document.RecipientUri))),
        Writes("AMB-09", "wrong-length", "RCPT-3.2-01", Tolerance.Accepted, "The content of receipts says Content-length: 12", d => d with { PartHeaders = [.. d.PartHeaders, ("Content-length", "12")] }),
        Writes("AMB-20", "mime-case", "RCPT-3.2-04", Tolerance.Accepted, "MIME header names, media type and disposition of receipts are written in capitals",
            d => d with { PartHeaders = [.. d.PartHeaders.Select(h => (h.Name.ToUpperInvariant(), h.Value.ToUpperInvariant()))] }),
        Writes("AMB-27", "pretty-printed", "RCPT-3.4-06", Tolerance.Accepted, "Receipts are indented, and white space stands around the message-id", Xml(Indented)),
        Writes("AMB-54", "plain-lang", "RCPT-5.1-02", Tolerance.Accepted, "The note of receipts has the attribute lang", Noted),
        Writes("AMB-54", "xml-lang", "RCPT-5.1-02", Tolerance.Accepted, "The note of receipts has the attribute xml:lang", d => Xml(text => text.Replace(" lang=", " xml:lang=", StringComparison.Ordinal))(Noted(d))),
        Writes("AMB-54", "no-lang", "RCPT-5.1-02", Tolerance.Accepted, "The note of receipts says no language", d => d with { Document = d.Document with { Notes = [new("as you asked", null)] } }),
        Writes("AMB-56", "other-order", "RCPT-5.1-02", Tolerance.Warned, "status stands before type", Xml(Reordered)),
        Writes("AMB-61", "base64", "RCPT-9.1-03", Tolerance.Warned, "The document of receipts is in base64, and says so",
            d => d with { PartHeaders = [.. d.PartHeaders, ("Content-Transfer-Encoding", "base64")], Write = r => Encoding.ASCII.GetBytes(Convert.ToBase64String(d.Write(r))) }),
        Writes("AMB-61", "quoted-printable", "RCPT-9.1-03", Tolerance.Warned, "The document of receipts is in quoted-printable, and says so",
            d => d with
            {
                PartHeaders = [.. d.PartHeaders, ("Content-Transfer-Encoding", "quoted-printable")],
                Write = r => Encoding.ASCII.GetBytes(string.Concat(d.Write(r).Select(o => o is (byte)'=' or > 126 ? $"={o:X2}" : ((char)o).ToString()))),
            }),
        Carries("AMB-57", "outer-too", "RCPT-3.2-04", Tolerance.Accepted, "The MESSAGE of a receipt has a Content-Disposition as well",
            c => c with { Envelope = (_, message) => message.Add("Content-Disposition", "render") }),
        Carries("AMB-77", "no-from", "RCPT-3.2-12", Tolerance.Warned, "Receipts have no CPIM From",
            c => c with { Compose = d => Octets.InFirstBlock(ReceiptDraft.Compose(d), text => FromLine().Replace(text, "", 1)) }),
        Carries("AMB-50", "more-protection", "RCPT-8.2-06", Tolerance.Accepted, "A receipt about a protected message is signed and encrypted, whichever of the two the message was",
            c => c with { Protection = layers => layers is Protection.None ? layers : Protection.Signed | Protection.Encrypted }),
        Carries("AMB-65", "three-more", "RCPT-8.1-01", Tolerance.Accepted, "A receipt that is refused is sent three times more", c => c with { Retries = 3 }),
        Receives("AMB-25", "400", "RCPT-6.1.2-02", Tolerance.Accepted, "A message that asks for receipts and has no Message-ID is answered 400",
            c => c with { Response = (message, body) => body.Cpim is { MessageId: null or "", ReceiptRequests.Count: > 0 } ? 400 : c.Response(message, body) }),
        Receives("AMB-30", "refused", "RCPT-3.4-01", Tolerance.Accepted, "What has the type of a receipt and is none is refused",
            c => c with { Response = (message, body) => body.Cpim?.Content.ContentType?.Is(StatusReceipt.MediaType) == true ? 415 : c.Response(message, body) }),

        Reports("AMB-12", "other-code", "RCPT-6.2-09", Tolerance.Warned, "Every failure is reported with 499", c => Drafts(c, d => d with { Document = d.Document with { Status = "499" } })),
        Reports("AMB-39", "from-recipient", "RCPT-6.2-07", Tolerance.Accepted, "The CPIM From of a report is the recipient of the message", c => Drafts(c, d => d with { From = d.Document.RecipientUri ?? d.From })),
        Reports("AMB-67", "ten-seconds", "RCPT-6.2-05", Tolerance.Warned, "Failures are reported after ten seconds", c => c with { ReportDelay = TimeSpan.FromSeconds(10) }),
        Reports("AMB-65", "three-more", "RCPT-8.1-01", Tolerance.Accepted, "A report that is refused is sent three times more", c => c with { Receipts = c.Receipts with { Retries = 3 } }),
    ];

    private static ReceiptDraft Named(ReceiptDraft draft, string uri) => draft with { Document = draft.Document with { RecipientUri = uri } };

    private static string WithoutScheme(string? uri) => uri is null ? "" : uri[(uri.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static ReceiptDraft Noted(ReceiptDraft draft) => draft with { Document = draft.Document with { Notes = [new("as you asked", "en")] } };

    private static string Prefixed(string text) => Element().Replace(text, m => m.Groups[1].Value + "r:" + m.Groups[2].Value).Replace(" xmlns=", " xmlns:r=", StringComparison.Ordinal);

    private static string Indented(string text) => MessageId().Replace(text.Replace("><", ">\n  <", StringComparison.Ordinal), "<message-id>\n    $1\n  </message-id>");

    private static string Reordered(string text) => TypeThenStatus().Replace(text, "$2$1");

    private static Func<ReceiptDraft, ReceiptDraft> Xml(Func<string, string> edit) =>
        d => d with { Write = r => Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(d.Write(r)))) };

    private static RelayConduct Drafts(RelayConduct conduct, Func<ReceiptDraft, ReceiptDraft> edit) => conduct with { Receipts = conduct.Receipts with { Draft = edit } };

    private static Variation Writes(string reading, string name, string requirement, Tolerance tolerance, string text, Func<ReceiptDraft, ReceiptDraft> edit) =>
        Carries(reading, name, requirement, tolerance, text, c => c with { Draft = edit });

    private static Variation Carries(string reading, string name, string requirement, Tolerance tolerance, string text, Func<ReceiptConduct, ReceiptConduct> edit) =>
        new(reading, tolerance, new Deviation<UserAgentConduct>($"{reading}-{name}", requirement, Recipient, text, c => c with { Receipts = edit(c.Receipts) }));

    private static Variation Receives(string reading, string name, string requirement, Tolerance tolerance, string text, Func<RecipientConduct, RecipientConduct> edit) =>
        new(reading, tolerance, new Deviation<UserAgentConduct>($"{reading}-{name}", requirement, Recipient, text, c => c with { Receiving = edit(c.Receiving) }));

    private static Variation Reports(string reading, string name, string requirement, Tolerance tolerance, string text, Func<RelayConduct, RelayConduct> edit) =>
        new(reading, tolerance, new Deviation<RelayConduct>($"{reading}-{name}", requirement, Relay, text, edit));

    [GeneratedRegex("^From:[^\r]*\r\n", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex FromLine();

    [GeneratedRegex("(</?)([a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Element();

    [GeneratedRegex("<message-id>([^<]*)</message-id>", RegexOptions.CultureInvariant)]
    private static partial Regex MessageId();

    [GeneratedRegex(@"(<type>[^<]*</type>)\s*(<status>[^<]*</status>)", RegexOptions.CultureInvariant)]
    private static partial Regex TypeThenStatus();
}
