using System.Text;
using System.Text.RegularExpressions;
using Conformance.ReferenceImpl.Deviations;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Variations;

/// <summary>Other lawful ways to write a receipt: the same for every seat that writes receipts.</summary>
internal static partial class ReceiptForms
{
    private static readonly (string Reading, string Name, string Requirement, Tolerance Tolerance, string Text, Func<ReceiptDraft, ReceiptDraft> Edit)[] Rows =
    [
        ("AMB-04", "two-notes", "RCPT-5.1-02", Tolerance.Accepted, "Receipts have two notes", d => d with { Document = d.Document with { Notes = [new("one", "en"), new("two", "en")] } }),
        ("AMB-04", "no-note", "RCPT-5.1-02", Tolerance.Accepted, "Receipts have no note", d => d with { Document = d.Document with { Notes = [] } }),
        ("AMB-04", "extension", "RCPT-5.1-02", Tolerance.Accepted, "Receipts end with an element of another namespace", Xml(text => text.Replace("</status-receipt>", Mood + "</status-receipt>", StringComparison.Ordinal))),
        ("AMB-56", "extension-between", "RCPT-5.1-02", Tolerance.Warned, "Between type and status of receipts stands an element of another namespace",
            Xml(text => text.Replace("</type>", "</type>" + Mood, StringComparison.Ordinal))),
        ("AMB-05", "prefix", "RCPT-5.1-05", Tolerance.Accepted, "The elements of receipts have a prefix", Xml(Prefixed)),
        ("AMB-06", "im-uri", "RCPT-3.4-08", Tolerance.Accepted, "recipient-uri has the scheme im:", d => Named(d, "im:" + WithoutScheme(d.Document.RecipientUri))),
        ("AMB-06", "sips-uri", "RCPT-3.4-08", Tolerance.Accepted, "recipient-uri has the scheme sips:", d => Named(d, "sips:" + WithoutScheme(d.Document.RecipientUri))),
        ("AMB-06", "no-scheme", "RCPT-3.4-08", Tolerance.Warned, "recipient-uri has no scheme, as in the figures", d => Named(d, WithoutScheme(d.Document.RecipientUri))),
        ("AMB-09", "wrong-length", "RCPT-3.2-01", Tolerance.Accepted, "The content of receipts says Content-length: 12", d => d with { PartHeaders = [.. d.PartHeaders, ("Content-length", "12")] }),
        ("AMB-20", "mime-case", "RCPT-3.2-04", Tolerance.Accepted, "MIME header names, media type and disposition of receipts are written in capitals",
            d => d with { PartHeaders = [.. d.PartHeaders.Select(h => (h.Name.ToUpperInvariant(), h.Value.ToUpperInvariant()))] }),
        ("AMB-27", "pretty-printed", "RCPT-3.4-06", Tolerance.Accepted, "Receipts are indented, and white space stands around the message-id", Xml(Indented)),
        ("AMB-54", "plain-lang", "RCPT-5.1-02", Tolerance.Accepted, "The note of receipts has the attribute lang", Noted),
        ("AMB-54", "xml-lang", "RCPT-5.1-02", Tolerance.Accepted, "The note of receipts has the attribute xml:lang", d => Xml(text => text.Replace(" lang=", " xml:lang=", StringComparison.Ordinal))(Noted(d))),
        ("AMB-54", "no-lang", "RCPT-5.1-02", Tolerance.Accepted, "The note of receipts says no language", d => d with { Document = d.Document with { Notes = [new("as you asked", null)] } }),
        ("AMB-56", "other-order", "RCPT-5.1-02", Tolerance.Warned, "status stands before type", Xml(text => TypeThenStatus().Replace(text, "$2$1"))),
        ("AMB-57", "parameters", "RCPT-3.2-04", Tolerance.Accepted, "The disposition of receipts has a parameter", d => d with { PartHeaders = ReceiptFaults.Set(d, "Content-Disposition", "confirm; handling=optional") }),
        ("AMB-61", "says-8bit", "RCPT-9.1-03", Tolerance.Accepted, "The document of receipts declares the encoding 8bit, which changes nothing",
            d => d with { PartHeaders = [.. d.PartHeaders, ("Content-Transfer-Encoding", "8bit")] }),
        ("AMB-61", "base64", "RCPT-9.1-03", Tolerance.Warned, "The document of receipts is in base64, and says so",
            d => d with { PartHeaders = [.. d.PartHeaders, ("Content-Transfer-Encoding", "base64")], Write = r => Encoding.ASCII.GetBytes(Convert.ToBase64String(d.Write(r))) }),
        ("AMB-61", "quoted-printable", "RCPT-9.1-03", Tolerance.Warned, "The document of receipts is in quoted-printable, and says so",
            d => d with
            {
                PartHeaders = [.. d.PartHeaders, ("Content-Transfer-Encoding", "quoted-printable")],
                Write = r => Encoding.ASCII.GetBytes(string.Concat(d.Write(r).Select(o => o is (byte)'=' or > 126 ? $"={o:X2}" : ((char)o).ToString()))),
            }),
    ];

    private const string Mood = "<mood xmlns=\"urn:example:mood\">calm</mood>";

    /// <summary>All of them, as ways of one seat.</summary>
    /// <param name="edit">Edits the receipt conduct within the conduct of the seat.</param>
    /// <param name="except">Names of those that are not lawful there.</param>
    public static IEnumerable<Variation> Of<TConduct>(string seat, Func<TConduct, Func<ReceiptConduct, ReceiptConduct>, TConduct> edit, params string[] except) => Rows
        .Where(row => !except.Contains(row.Name))
        .Select(row => new Variation(
            row.Reading,
            row.Tolerance,
            new Deviation<TConduct>($"{row.Reading}-{row.Name}", row.Requirement, seat, row.Text, c => edit(c, receipts => receipts with { Draft = row.Edit }))));

    private static ReceiptDraft Named(ReceiptDraft draft, string uri) => draft with { Document = draft.Document with { RecipientUri = uri } };

    private static string WithoutScheme(string? uri) => uri is null ? "" : uri[(uri.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static ReceiptDraft Noted(ReceiptDraft draft) => draft with { Document = draft.Document with { Notes = [new("as you asked", "en")] } };

    private static string Prefixed(string text) => Element().Replace(text, m => m.Groups[1].Value + "r:" + m.Groups[2].Value).Replace(" xmlns=", " xmlns:r=", StringComparison.Ordinal);

    private static string Indented(string text) => MessageId().Replace(text.Replace("><", ">\n  <", StringComparison.Ordinal), "<message-id>\n    $1\n  </message-id>");

    private static Func<ReceiptDraft, ReceiptDraft> Xml(Func<string, string> edit) =>
        d => d with { Write = r => Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(d.Write(r)))) };

    [GeneratedRegex("(</?)([a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Element();

    [GeneratedRegex("<message-id>([^<]*)</message-id>", RegexOptions.CultureInvariant)]
    private static partial Regex MessageId();

    [GeneratedRegex(@"(<type>[^<]*</type>)\s*(<status>[^<]*</status>)", RegexOptions.CultureInvariant)]
    private static partial Regex TypeThenStatus();
}
