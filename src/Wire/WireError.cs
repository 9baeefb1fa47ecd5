namespace Conformance.Wire;

/// <summary>Where and why bytes stopped being a message.</summary>
/// <param name="Reason">The kind of fault.</param>
/// <param name="Offset">Index of the offending byte in the input given to the codec.</param>
/// <param name="Excerpt">The bytes from <paramref name="Offset"/> on, escaped for display and cut short.</param>
public sealed record WireError(WireReason Reason, int Offset, string Excerpt)
{
    /// <summary>Length in characters to which an excerpt is cut.</summary>
    public const int ExcerptLength = 60;

    /// <summary>What was expected there, when the reason alone does not say.</summary>
    public string? Detail { get; init; }

    /// <summary>One sentence for a person: reason, offset and excerpt.</summary>
    public string Message => $"{Detail ?? Describe(Reason)} at byte {Offset}: \"{Excerpt}\"";

    /// <summary>An error whose excerpt is taken from <paramref name="input"/> at <paramref name="offset"/>.</summary>
    public static WireError At(WireReason reason, ReadOnlySpan<byte> input, int offset, string? detail = null)
    {
        int start = Math.Clamp(offset, 0, input.Length);
        return new WireError(reason, offset, WireText.Escape(input[start..], ExcerptLength)) { Detail = detail };
    }

    /// <inheritdoc/>
    public override string ToString() => Message;

    private static string Describe(WireReason reason) => reason switch
    {
        WireReason.Empty => "nothing there",
        WireReason.Truncated => "input ends too early",
        WireReason.StartLine => "not a start line",
        WireReason.LineEnd => "a line must end in CR LF",
        WireReason.HeaderName => "not a header name",
        WireReason.HeaderValue => "not a value for this header",
        WireReason.Folding => "a continuation line without a header to continue",
        WireReason.MissingHeader => "a header needed for framing is missing",
        WireReason.ConflictingHeaders => "headers that frame the message contradict each other",
        WireReason.ContentLength => "Content-Length does not fit",
        WireReason.EndLine => "not the end-line of this message",
        WireReason.ByteRange => "not a byte range",
        WireReason.Uri => "not a URI",
        WireReason.Namespace => "namespace prefix not usable",
        WireReason.MediaType => "not a media type",
        WireReason.Boundary => "multipart boundary not found",
        WireReason.Escape => "bad escape sequence",
        WireReason.Encoding => "bytes are not in the expected encoding",
        WireReason.Xml => "XML is not well-formed",
        WireReason.XmlDocumentType => "XML document types are not read",
        WireReason.XmlStructure => "not the XML document expected",
        WireReason.BlankLine => "an empty line is missing",
        WireReason.WhiteSpace => "white space not as the grammar has it",
        WireReason.ControlCharacter => "a control character must be escaped",
        WireReason.CarrierHeader => "a header of the carrying message is repeated in its body",
        WireReason.SessionDescription => "not a session description",
        WireReason.Limit => "over a size limit",
        _ => "malformed",
    };
}
