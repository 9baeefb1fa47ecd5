using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using System.Xml;

namespace Conformance.Wire.Xml;

/// <summary>Opens a document from the network: no document type, no resolver, nothing fetched, sizes capped.</summary>
internal static class XmlInput
{
    /// <summary>A reader over <paramref name="document"/>; reading it throws <see cref="XmlException"/> where the document is not well-formed.</summary>
    public static XmlReader Open(ReadOnlyMemory<byte> document, WireLimits limits, Action<XmlReaderSettings>? more = null)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = true,
            MaxCharactersInDocument = limits.XmlBytes,
            IgnoreProcessingInstructions = true,
            IgnoreComments = true,
        };
        more?.Invoke(settings);
        return XmlReader.Create(Stream(document), settings);
    }

    /// <summary>Faults that are plain from the bytes alone, found before a parser sees them.</summary>
    public static WireError? Refuse(ReadOnlySpan<byte> document, WireLimits limits)
    {
        if (document.IsEmpty)
        {
            return WireError.At(WireReason.Empty, document, 0, "no XML document");
        }

        if (document.Length > limits.XmlBytes)
        {
            return WireError.At(WireReason.Limit, document, limits.XmlBytes, $"an XML document of {document.Length} bytes, more than {limits.XmlBytes}");
        }

        var prolog = XmlProlog.Of(document);
        return prolog.IsUtf8 && !Utf8.IsValid(document)
            ? WireError.At(WireReason.Encoding, document, FirstInvalid(document), "not UTF-8")
            : null;
    }

    public static WireError Explain(XmlException fault, ReadOnlyMemory<byte> bytes)
    {
        var document = bytes.Span;
        var at = fault.LineNumber <= 0 ? 0 : new XmlOffsets(bytes).Find(fault.LineNumber, fault.LinePosition);
        var around = document[Math.Max(0, at - 4)..Math.Min(document.Length, at + 12)];
        // The parser stops within the word, and its own text depends on the language of the machine.
        return around.IndexOf("DOCTYPE"u8) >= 0
            ? WireError.At(WireReason.XmlDocumentType, document, at)
            : WireError.At(WireReason.Xml, document, at, $"XML is not well-formed: {Sentence(fault)}");
    }

    private static int FirstInvalid(ReadOnlySpan<byte> document)
    {
        var at = 0;
        while (at < document.Length && Rune.DecodeFromUtf8(document[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    /// <summary>The parser's message without its trailing position, which <see cref="WireError.Offset"/> states better.</summary>
    private static string Sentence(XmlException fault)
    {
        var end = fault.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return (end < 0 ? fault.Message : fault.Message[..end]).TrimEnd('.');
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> document) =>
        MemoryMarshal.TryGetArray(document, out var segment) && segment.Array is not null
            ? new MemoryStream(segment.Array, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(document.ToArray(), writable: false);
}
