namespace Conformance.Wire.Mime;

/// <summary>Which line ends a header block or a multipart body may use.</summary>
public enum LineEnds
{
    /// <summary>CRLF only, as RFC 2045 2.1 and RFC 3862 2.2 demand. A bare LF or CR is malformed.</summary>
    Crlf,

    /// <summary>CRLF or a bare LF, for reading text that was typed or copied from a document.</summary>
    CrlfOrLf,
}
