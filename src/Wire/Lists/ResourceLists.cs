using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Lists;

/// <summary>A resource-lists document (RFC 4826 section 3) with the copy-control attributes of RFC 5364.</summary>
public sealed class ResourceLists
{
    public const string Namespace = "urn:ietf:params:xml:ns:resource-lists";

    public const string CopyControlNamespace = "urn:ietf:params:xml:ns:copycontrol";

    public const string MediaType = "application/resource-lists+xml";

    /// <summary>Stands for hidden recipients (RFC 5364 section 4).</summary>
    public const string AnonymousUri = "sip:anonymous@anonymous.invalid";

    public ResourceLists(params IEnumerable<ResourceList> lists) => Lists = [.. lists];

    /// <summary>The document as received; empty when it was not read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; internal init; }

    /// <summary>The top-level lists.</summary>
    public IReadOnlyList<ResourceList> Lists { get; }

    /// <summary>The entries of all lists, nested ones included, in document order.</summary>
    public IEnumerable<ListEntry> FlatEntries => Lists.SelectMany(list => list.FlatEntries);

    /// <summary>
    /// Reads whatever names recipients in a well-formed document: wrong order, unknown elements and illegal values are passed
    /// over, for <see cref="Validate"/> to name. What makes it fail is XML that is not well-formed, a document type, another
    /// root element or namespace, and limits.
    /// </summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> document,
        [NotNullWhen(true)] out ResourceLists? lists,
        [NotNullWhen(false)] out WireError? error,
        WireLimits? limits = null)
    {
        var parser = ListParser.Parse(document, limits ?? WireLimits.Default);
        lists = parser.Document;
        error = lists is null ? parser.Error ?? WireError.At(WireReason.XmlStructure, document.Span, 0) : null;
        return lists is not null;
    }

    /// <summary>All departures from RFC 4826 (with erratum 1477) and RFC 5364, in document order; none for a valid document.</summary>
    public static IReadOnlyList<ListDefect> Validate(ReadOnlyMemory<byte> document, WireLimits? limits = null) =>
        ListParser.Parse(document, limits ?? WireLimits.Default).Defects;

    /// <summary>A document with one flat list.</summary>
    public static byte[] Write(IEnumerable<ListEntry> entries, ListStyle? style = null) => new ResourceLists(new ResourceList(entries)).Write(style);

    /// <exception cref="ArgumentException">A value holds a character that XML 1.0 cannot carry.</exception>
    public byte[] Write(ListStyle? style = null)
    {
        var output = new ArrayBufferWriter<byte>(256);
        WriteTo(output, style);
        return output.WrittenSpan.ToArray();
    }

    /// <inheritdoc cref="Write(ListStyle?)"/>
    public void WriteTo(IBufferWriter<byte> output, ListStyle? style = null) => ListWriter.Write(output, Lists, style ?? ListStyle.Default);
}
