using Conformance.Wire;
using Conformance.Wire.Mime;
using Conformance.Wire.Receipts;

namespace Conformance.Harness.Evidence;

/// <summary>A status receipt as found in a body, well formed or not.</summary>
public sealed class ReceiptView
{
    private const string ReceiptType = "message/status-receipt+xml";
    private const string ShortReceiptType = "message/status-receipt";

    private ReceiptView(Content carrier, ReadOnlyMemory<byte> written, int? offset)
    {
        Carrier = carrier;
        Written = written;
        var xml = TransferEncoding.Undo(carrier.Cpim?.Content.TransferEncoding, written);
        Xml = xml;
        Offset = offset;
        Document = StatusReceipt.TryRead(xml, out var document, out var fault) ? document : null;
        Fault = fault;
        Class = Document?.Class ?? ReceiptClass.Odd;
    }

    /// <summary>The body that holds it: message/cpim from a conformant sender.</summary>
    public Content Carrier { get; }

    /// <summary>The octets of the part that holds it, under the transfer encoding that it declares.</summary>
    public ReadOnlyMemory<byte> Written { get; }

    /// <summary>The octets of the document.</summary>
    public ReadOnlyMemory<byte> Xml { get; }

    /// <summary>Where the document begins in the bytes of the message; null when unknown.</summary>
    public int? Offset { get; }

    /// <summary>The document; null when it is not well formed.</summary>
    public StatusReceipt? Document { get; }

    /// <summary>Why the document could not be read.</summary>
    public WireError? Fault { get; }

    /// <summary>What is wrong with the document, against the schema and beyond it; found once, for many rules ask.</summary>
    public IReadOnlyList<ReceiptDefect> Defects => field ??= StatusReceipt.Validate(Xml);

    /// <summary>What it says.</summary>
    public ReceiptClass Class { get; }

    /// <summary>The encapsulated part that holds the document; null when there is no message/cpim around it.</summary>
    public MimeEntity? Part => (Carrier.Encapsulated is { } inside ? inside.Innermost.Entity : null) ?? Carrier.Cpim?.Content;

    /// <summary>True when the receipt speaks of the given Message-ID: in its element, or, where the document cannot be read, anywhere in it.</summary>
    public bool IsAbout(string messageId) =>
        Document is not null
            ? Document.MessageId?.Trim() == messageId
            : Octets.Contains(Xml.Span, messageId);

    internal static ReceiptView? Find(Content content)
    {
        if (content.Encapsulated?.Innermost is { } inside)
        {
            return IsReceiptType(inside.Type) || HasReceiptRoot(inside.Bytes.Span) ? new ReceiptView(content, inside.Bytes, inside.Offset) : null;
        }

        if (content.Cpim is { } cpim)
        {
            var part = cpim.Content;
            var isReceipt = IsReceiptType(part.ContentType)
                || string.Equals(part.Disposition?.Type, "confirm", StringComparison.OrdinalIgnoreCase) && !IsText(part.ContentType, part.Content)
                || HasReceiptRoot(part.Content.Span);
            return isReceipt ? new ReceiptView(content, part.Content, content.Offset + Within(content.Bytes, part.Content)) : null;
        }

        return IsReceiptType(content.Type) || content.Type is { Subtype: "simple-filter+xml" } || HasReceiptRoot(content.Bytes.Span)
            ? new ReceiptView(content, content.Bytes, content.Offset)
            : null;
    }

    internal static bool IsReceiptType(MediaType? type) =>
        type is not null && (type.Is(ReceiptType) || type.Is(ShortReceiptType) || type.Subtype.Contains("status-receipt", StringComparison.OrdinalIgnoreCase));

    /// <summary>User text that happens to say confirm is an instant message, whatever its disposition (RFC row 3.4-01).</summary>
    private static bool IsText(MediaType? type, ReadOnlyMemory<byte> content) =>
        type is not null && type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) && !HasReceiptRoot(content.Span)
        && !Octets.Contains(content.Span, "message-id");

    private static bool HasReceiptRoot(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.IndexOf((byte)'<');
        if (start < 0 || start > 8)
        {
            return false;
        }

        var head = bytes[..Math.Min(bytes.Length, 400)];
        return Octets.Contains(head, "<status-receipt") || Octets.Contains(head, ":status-receipt") || Octets.Contains(head, "statusReceipt");
    }

    private static int Within(ReadOnlyMemory<byte> outer, ReadOnlyMemory<byte> inner)
    {
        return System.Runtime.InteropServices.MemoryMarshal.TryGetArray(outer, out var o)
            && System.Runtime.InteropServices.MemoryMarshal.TryGetArray(inner, out var i)
            && ReferenceEquals(o.Array, i.Array)
            ? i.Offset - o.Offset
            : 0;
    }
}
