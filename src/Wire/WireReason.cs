namespace Conformance.Wire;

/// <summary>Why bytes are not a message. Shared by all codecs, so that a report can group them.</summary>
public enum WireReason
{
    /// <summary>The input is empty where a value must stand.</summary>
    Empty,

    /// <summary>The input ends inside a message that cannot continue, such as a datagram.</summary>
    Truncated,

    /// <summary>The first line is neither a request line nor a status line of the protocol.</summary>
    StartLine,

    /// <summary>A line ends in a lone CR or a lone LF.</summary>
    LineEnd,

    /// <summary>A header line has no colon, or its name is empty or not a token.</summary>
    HeaderName,

    /// <summary>A header value breaks the grammar where the codec itself depends on it.</summary>
    HeaderValue,

    /// <summary>The first header line starts with white space, so it continues nothing.</summary>
    Folding,

    /// <summary>A header that the framing depends on is missing.</summary>
    MissingHeader,

    /// <summary>A header that the framing depends on occurs with different values.</summary>
    ConflictingHeaders,

    /// <summary>Content-Length is not a decimal number, or differs from the bytes that are there.</summary>
    ContentLength,

    /// <summary>A transaction id, end-line or continuation flag does not fit.</summary>
    EndLine,

    /// <summary>A byte range is not of the form start-end/total.</summary>
    ByteRange,

    /// <summary>A URI breaks its grammar.</summary>
    Uri,

    /// <summary>A namespace prefix is used but not declared, or declared badly.</summary>
    Namespace,

    /// <summary>A media type breaks its grammar.</summary>
    MediaType,

    /// <summary>A multipart body has no such boundary, or does not close it.</summary>
    Boundary,

    /// <summary>An escape sequence, quoted string or percent sign is not finished or not allowed.</summary>
    Escape,

    /// <summary>Bytes are not in the character encoding they must be in.</summary>
    Encoding,

    /// <summary>XML that is not well-formed.</summary>
    Xml,

    /// <summary>XML with a document type declaration, which is never read.</summary>
    XmlDocumentType,

    /// <summary>Well-formed XML whose root or structure is not that of the document asked for.</summary>
    XmlStructure,

    /// <summary>The empty line between a header block and what follows it is missing.</summary>
    BlankLine,

    /// <summary>White space where none may stand, or none where it must.</summary>
    WhiteSpace,

    /// <summary>A control character that had to be escaped.</summary>
    ControlCharacter,

    /// <summary>A body repeats a header that belongs to the message carrying it.</summary>
    CarrierHeader,

    /// <summary>A line of a session description breaks its grammar.</summary>
    SessionDescription,

    /// <summary>A size, count or depth is over its <see cref="WireLimits">limit</see>.</summary>
    Limit,
}
