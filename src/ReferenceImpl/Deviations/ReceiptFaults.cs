using System.Text;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults in how a receipt is written and carried: the same for every seat that writes receipts.</summary>
internal static class ReceiptFaults
{
    private static readonly (string Row, string Name, string Text, Func<ReceiptConduct, ReceiptConduct> Edit)[] Rows =
    [
        ("3.2-01", "bare-lf", "The CPIM headers of receipts end in bare LF",
            c => c with { Compose = d => Octets.InFirstBlock(ReceiptDraft.Compose(d), text => text.Replace("\r\n", "\n", StringComparison.Ordinal)) }),
        ("3.2-01", "no-empty-line", "No empty line stands between the CPIM headers and the MIME headers of receipts",
            c => c with { Compose = d => d.ToBuilder().WithoutBlankLine().ToBytes() }),
        ("3.2-01", "carrier-header", "Receipts begin with the Content-Type of their carrier, as the figures do",
            c => c with { Compose = d => d.ToBuilder().WithCarrierHeader().ToBytes() }),
        ("3.2-02", "short-type", "Receipts are labelled message/status-receipt",
            c => c with { Draft = d => d with { PartHeaders = Set(d, "Content-Type", "message/status-receipt") } }),
        ("3.2-02", "application-xml", "Receipts are labelled application/xml",
            c => c with { Draft = d => d with { PartHeaders = Set(d, "Content-Type", "application/xml") } }),
        ("3.2-03", "key-value-lines", "Receipts hold lines of text instead of XML",
            c => c with { Draft = d => d with { Write = r => Encoding.UTF8.GetBytes($"message-id={r.MessageId}\r\nstatus={r.Status}\r\n") } }),
        ("3.2-04", "notification", "Receipts say Content-Disposition: notification",
            c => c with { Draft = d => d with { PartHeaders = Set(d, "Content-Disposition", "notification") } }),
        ("3.2-07", "own-message-id", "Receipts carry a CPIM Message-ID of their own",
            c => c with { Compose = d => d.ToBuilder().Header("Message-ID", "r" + d.Document.MessageId).ToBytes() }),
        ("3.2-09", "asks-for-read", "Receipts ask for a read receipt about themselves",
            c => c with { Compose = d => d.ToBuilder().Header("Receipt-Request", "read").ToBytes() }),
        ("3.2-10", "empty-request", "Receipts carry an empty Receipt-Request header",
            c => c with { Compose = d => d.ToBuilder().Header("Receipt-Request", "").ToBytes() }),
        ("3.2-13", "root-name", "The document element of receipts is statusReceipt",
            c => Document(c, r => r with { RootName = "statusReceipt" })),
        ("4-01", "no-blank", "The CPIM To header of receipts has no blank after its colon",
            c => c with { Compose = d => Octets.InFirstBlock(ReceiptDraft.Compose(d), text => text.Replace("To: ", "To:", StringComparison.Ordinal)) }),
        ("5.1-01", "unescaped", "Texts go into the XML of receipts without escaping",
            c => c with { Draft = d => d with { Write = r => Octets.Replace(Noted(r, "Delivery & reading report").Write(), "&amp;", "&") } }),
        ("5.1-02", "no-status", "Receipts leave out the status element", c => Document(c, r => r with { Status = null })),
        ("5.1-03", "xml-1.1", "Receipts declare XML 1.1",
            c => c with { Draft = d => d with { Write = r => Octets.Replace(r.Write(), "version=\"1.0\"", "version=\"1.1\"") } }),
        ("5.1-04", "latin-1", "The note of receipts goes out in ISO-8859-1",
            c => c with { Draft = d => d with { Write = r => Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(Noted(r, "Zugestellt: für Sie").Write())) } }),
        ("5.1-05", "imdn-namespace", "Receipts use the namespace of the successor specification",
            c => Document(c, r => r with { RootNamespace = "urn:ietf:params:xml:ns:imdn" })),
        ("5.1-05", "no-namespace", "The elements of receipts are in no namespace, as in the figures",
            c => Document(c, r => r with { RootNamespace = "" })),
        ("5.2-01", "application-status-receipt", "Receipts are labelled application/status-receipt+xml",
            c => c with { Draft = d => d with { PartHeaders = Set(d, "Content-Type", "application/status-receipt+xml") } }),
        ("5.2-02", "simple-filter", "The SIP Content-Type of receipts is application/simple-filter+xml",
            c => c with { ContentType = "application/simple-filter+xml" }),
        ("9.1-03", "says-base64", "Receipts declare base64 and are plain XML",
            c => c with { Draft = d => d with { PartHeaders = [.. d.PartHeaders, ("Content-Transfer-Encoding", "base64")] } }),
        ("6.1.1-01", "contact", "The MESSAGE that carries a receipt has a Contact",
            c => c with { Envelope = (d, message) => message.Add("Contact", $"<{d.From}>") }),
        ("6.1.1-02", "text-plain", "The SIP Content-Type of receipts is text/plain", c => c with { ContentType = "text/plain" }),
        ("6.1.1-04", "bare-xml", "The receipt document is the SIP body itself",
            c => c with { Compose = d => d.Write(d.Document), ContentType = StatusReceipt.MediaType }),
        ("6.1.1-05", "request-in-mime", "Receipts carry Receipt-Request among their MIME headers",
            c => c with { Draft = d => d with { PartHeaders = [.. d.PartHeaders, ("Receipt-Request", "read")] } }),
    ];

    /// <summary>All of them, as faults of one seat.</summary>
    /// <param name="edit">Edits the receipt conduct within the conduct of the seat.</param>
    public static IEnumerable<Deviation> Of<TConduct>(string seat, Func<TConduct, Func<ReceiptConduct, ReceiptConduct>, TConduct> edit) =>
        Rows.Select(row => new Deviation<TConduct>($"{row.Row}-{row.Name}", "RCPT-" + row.Row, seat, row.Text, c => edit(c, row.Edit)));

    /// <summary>Receipts whose document is edited before it is written.</summary>
    public static ReceiptConduct Document(ReceiptConduct conduct, Func<StatusReceipt, StatusReceipt> edit) =>
        conduct with { Draft = d => d with { Document = edit(d.Document) } };

    /// <summary>The MIME headers of a draft with one of them replaced.</summary>
    public static IReadOnlyList<(string Name, string Value)> Set(ReceiptDraft draft, string name, string value) =>
        [.. draft.PartHeaders.Select(header => header.Name == name ? (name, value) : header)];

    private static StatusReceipt Noted(StatusReceipt receipt, string note) => receipt with { Notes = [new ReceiptNote(note, "en")] };
}
