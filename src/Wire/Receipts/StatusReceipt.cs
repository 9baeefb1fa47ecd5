using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Conformance.Wire.Xml;

namespace Conformance.Wire.Receipts;

/// <summary>Text for people; the language as written in <c>lang</c>, or else in <c>xml:lang</c>.</summary>
public sealed record ReceiptNote(string Text, string? Language = null);

/// <summary>A child of the document element as received.</summary>
/// <param name="Text">All text in it, untrimmed.</param>
/// <param name="Offset">Index of its first byte in the document.</param>
/// <param name="Length">Bytes of its start tag.</param>
public sealed record ReceiptElement(string Namespace, string Name, string Text, int Offset, int Length);

/// <summary>
/// A status-receipt document (draft-khartabil-simple-im-receipts-00, sections 3.2, 3.3 and 5). Null means that the element is
/// absent, and on writing that it is left out: provocations need incomplete documents too.
/// </summary>
public sealed record StatusReceipt
{
    public const string Namespace = "urn:ietf:params:xml:ns:status-receipt";

    public const string MediaType = "message/status-receipt+xml";

    public const string DeliveryType = "delivery";

    public const string ReadType = "read";

    /// <summary>The Message-ID of the message it is about, XML white space trimmed (AMB-27).</summary>
    public string? MessageId { get; init; }

    public string? RecipientUri { get; init; }

    public string? Type { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<ReceiptNote> Notes { get; init; } = [];

    /// <summary>Local name of the document element.</summary>
    public string RootName { get; init; } = "status-receipt";

    /// <summary>Empty when the document element is in no namespace.</summary>
    public string RootNamespace { get; init; } = Namespace;

    /// <summary>All children in document order, repeated and foreign ones included; empty when not read.</summary>
    public IReadOnlyList<ReceiptElement> Elements { get; init; } = [];

    /// <summary>The status when it is three digits.</summary>
    public int? StatusCode => Status is [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9']
        ? int.Parse(Status, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    /// <summary>What the receipt reports.</summary>
    public ReceiptClass Class => (Type, StatusCode) switch
    {
        (DeliveryType, >= 200 and < 300) => ReceiptClass.Positive,
        (DeliveryType, >= 400 and < 700) => ReceiptClass.Negative,
        (ReadType, >= 200 and < 300) => ReceiptClass.Read,
        (ReadType, 485) => ReceiptClass.ReadUnknown,
        _ => ReceiptClass.Odd,
    };

    public static StatusReceipt Delivery(string messageId, string? recipientUri, int status) =>
        Of(DeliveryType, messageId, recipientUri, status);

    public static StatusReceipt Read(string messageId, string? recipientUri, int status = 200) => Of(ReadType, messageId, recipientUri, status);

    /// <summary>
    /// Reads any well-formed document, whatever its root: of a repeated element the first counts, and elements are known by
    /// their local name in the namespace of the draft, of the root, or in none. Fails on XML that is not well-formed, on a
    /// document type, and on limits.
    /// </summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> document,
        [NotNullWhen(true)] out StatusReceipt? receipt,
        [NotNullWhen(false)] out WireError? error,
        WireLimits? limits = null)
    {
        var parser = ReceiptParser.Parse(document, limits ?? WireLimits.Default);
        receipt = parser.Receipt;
        error = receipt is null ? parser.Error ?? WireError.At(WireReason.Xml, document.Span, 0) : null;
        return receipt is not null;
    }

    /// <summary>
    /// All departures from section 5 of the draft and from its reconstructed schema, in document order; none for a valid
    /// document. The kinds tell what matters from what does not.
    /// </summary>
    public static IReadOnlyList<ReceiptDefect> Validate(ReadOnlyMemory<byte> document, WireLimits? limits = null)
    {
        var parser = ReceiptParser.Parse(document, limits ?? WireLimits.Default);
        return parser.Receipt is null || parser.Defects.Any(d => d.BreaksSchema)
            ? parser.Defects
            : [.. parser.Defects, .. ReceiptSchema.Violations(document, limits ?? WireLimits.Default)];
    }

    /// <param name="prefix">Prefix of the namespace; empty makes it the default namespace.</param>
    /// <exception cref="ArgumentException">A value holds a character that XML 1.0 cannot carry.</exception>
    public byte[] Write(string prefix = "")
    {
        var output = new ArrayBufferWriter<byte>(512);
        var xml = new XmlOutput(output);
        xml.Declaration();
        xml.Open(prefix, RootName);
        if (RootNamespace.Length > 0)
        {
            xml.Namespace(prefix, RootNamespace);
        }

        xml.Markup(">\n"u8);
        Element("message-id", MessageId);
        Element("recipient-uri", RecipientUri);
        Element("type", Type);
        Element("status", Status);
        foreach (var note in Notes)
        {
            Element("note", note.Text, note.Language);
        }

        xml.Close(prefix, RootName);
        xml.Markup("\n"u8);
        return output.WrittenSpan.ToArray();

        void Element(string name, string? text, string? language = null)
        {
            if (text is null)
            {
                return;
            }

            xml.Markup("  "u8);
            xml.Open(prefix, name);
            if (language is not null)
            {
                xml.Attribute("", "lang", language);
            }

            xml.Markup(">"u8);
            xml.Text(text);
            xml.Close(prefix, name);
            xml.Markup("\n"u8);
        }
    }

    private static StatusReceipt Of(string type, string messageId, string? recipientUri, int status) => new()
    {
        MessageId = messageId,
        RecipientUri = recipientUri,
        Type = type,
        Status = status.ToString("D3", System.Globalization.CultureInfo.InvariantCulture),
    };
}
