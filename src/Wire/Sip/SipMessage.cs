using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>
/// A SIP request or response (RFC 3261 7) over the bytes it came in: start line, header fields in order, body.
/// Typed views are read when asked for, and are null when the header is absent or does not fit its grammar.
/// </summary>
public sealed partial class SipMessage
{
    private readonly SipBytes _bytes;
    private readonly SipStartLine _start;
    private readonly int _contentLength;

    internal SipMessage(SipBytes bytes, in SipStartLine start, SipFieldSlot[] slots, int bodyOffset, int contentLength) =>
        (_bytes, _start, Slots, BodyOffset, _contentLength) = (bytes, start, slots, bodyOffset, contentLength);

    /// <summary>Reads one message from the start of <paramref name="input"/>, which is kept, not copied.</summary>
    /// <param name="input">What has come so far, or one datagram.</param>
    /// <param name="framing">Which of the two it is.</param>
    /// <param name="message">Set when complete.</param>
    /// <param name="consumed">
    /// Complete: bytes of the message with line ends skipped before it. Otherwise: only those line ends (keep-alives), which may be dropped.
    /// </param>
    /// <param name="error">Set when malformed; its offset counts from the start of <paramref name="input"/>.</param>
    /// <param name="limits">Null for the defaults.</param>
    public static ReadStatus TryParse(ReadOnlyMemory<byte> input, SipFraming framing, out SipMessage? message, out int consumed, out WireError? error, WireLimits? limits = null) =>
        new SipParser(input, framing, limits ?? WireLimits.Default).Read(out message, out consumed, out error);

    /// <summary>Reads a message that fills the whole input, with or without Content-Length.</summary>
    /// <exception cref="WireFormatException">It does not.</exception>
    public static SipMessage Parse(ReadOnlyMemory<byte> input)
    {
        TryParse(input, SipFraming.Datagram, out SipMessage? message, out int consumed, out WireError? error);
        if (message is not null && consumed == input.Length)
        {
            return message;
        }
        throw new WireFormatException(error ?? WireError.At(WireReason.ContentLength, input.Span, consumed, "bytes after the end that Content-Length gives"));
    }

    /// <summary>A request without headers; <see cref="SipMessageBuilder.Build"/> adds Content-Length only.</summary>
    public static SipMessageBuilder Request(string method, string requestUri) => new($"{method} {requestUri} SIP/2.0");

    /// <summary>A response without headers; without a reason it gets the registered phrase.</summary>
    public static SipMessageBuilder Response(int status, string? reason = null) => new($"SIP/2.0 {status} {reason ?? SipStatus.Phrase(status)}");

    /// <summary>A response to this request with its Via, From, To, Call-ID and CSeq lines as they came (RFC 3261 8.2.6.2); a To tag is the caller's to add.</summary>
    public SipMessageBuilder Respond(int status, string? reason = null)
    {
        SipMessageBuilder response = Response(status, reason);
        foreach (SipField field in Fields)
        {
            if (field.Known is SipHeader.Via or SipHeader.From or SipHeader.To or SipHeader.CallId or SipHeader.CSeq)
            {
                response.Raw(field.Raw.Span);
            }
        }
        return response;
    }

    /// <summary>A builder holding this message; what it is not told to change keeps its bytes.</summary>
    public SipMessageBuilder Edit() => new(this);

    /// <summary>Start line to the last byte of the body; surplus of a datagram is not in it.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Memory;

    /// <summary>Empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body => Bytes[BodyOffset..];

    /// <summary>Index of the body in <see cref="Bytes"/>.</summary>
    public int BodyOffset { get; }

    /// <summary>The first line is a request line.</summary>
    public bool IsRequest => _start.Status == 0;

    /// <summary>The first line is a status line.</summary>
    public bool IsResponse => _start.Status != 0;

    /// <summary>The first line without its line end.</summary>
    public string StartLine => Text(0, _start.End);

    /// <summary>As spelt, <c>SIP/2.0</c> from a conformant peer.</summary>
    public string Version => IsRequest ? Text(_start.SecondEnd + 1, _start.End) : Text(0, _start.FirstEnd);

    /// <summary>Method of the request line; in a response that of CSeq, empty when CSeq cannot be read.</summary>
    public string Method => IsRequest ? SipMethods.Name(_bytes.Span[.._start.FirstEnd]) : CSeq?.Method ?? "";

    /// <summary>Request-URI as written; empty in a response.</summary>
    public string RequestUriText => IsRequest ? Text(_start.FirstEnd + 1, _start.SecondEnd) : "";

    /// <summary>Null in a response, and when the text is no URI.</summary>
    public SipUri? RequestUri => IsRead(View.RequestUri) ? _requestUri : Keep(View.RequestUri, ref _requestUri, ReadRequestUri());

    /// <summary>Three digits; 0 in a request.</summary>
    public int StatusCode => _start.Status;

    /// <summary>May be empty; empty in a request.</summary>
    public string ReasonPhrase => IsResponse ? Text(_start.SecondEnd + 1, _start.End) : "";

    /// <summary>The start line, for debuggers and messages to people.</summary>
    public override string ToString() => StartLine;

    private SipUri? ReadRequestUri() =>
        IsRequest && SipUri.TryParse(_bytes[(_start.FirstEnd + 1).._start.SecondEnd], out SipUri? uri) ? uri : null;

    private string Text(int start, int end) => Encoding.UTF8.GetString(_bytes.Span[start..end]);
}
