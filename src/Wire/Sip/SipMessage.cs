using System.Diagnostics.CodeAnalysis;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Sip;

/// <summary>
/// A SIP request or response (RFC 3261 7) over the bytes it came in: start line, header fields in order, body.
/// Typed views are read when asked for, and are null when the header is absent or does not fit its grammar.
/// </summary>
public sealed class SipMessage
{
  /// <summary>Reads one message from the start of <paramref name="input"/>, which is kept, not copied.</summary>
  /// <param name="consumed">
  /// Complete: bytes of the message with line ends skipped before it. Otherwise: only those line ends (keep-alives), which may be dropped.
  /// </param>
  public static ReadStatus TryParse(ReadOnlyMemory<byte> input, SipFraming framing, out SipMessage? message, out int consumed, out WireError? error, WireLimits? limits = null) => throw new NotImplementedException();
  /// <summary>Reads a message that fills the whole input.</summary>
  /// <exception cref="WireFormatException">It does not.</exception>
  public static SipMessage Parse(ReadOnlyMemory<byte> input) => throw new NotImplementedException();
  /// <summary>A request without headers; <see cref="SipMessageBuilder.Build"/> adds Content-Length only.</summary>
  public static SipMessageBuilder Request(string method, string requestUri) => throw new NotImplementedException();
  /// <summary>A response without headers; without a reason it gets the registered phrase.</summary>
  public static SipMessageBuilder Response(int status, string? reason = null) => throw new NotImplementedException();
  /// <summary>A response to this request with its Via, From, To, Call-ID and CSeq lines as they came (RFC 3261 8.2.6.2); a To tag is the caller's to add.</summary>
  public SipMessageBuilder Respond(int status, string? reason = null) => throw new NotImplementedException();
  /// <summary>A builder holding this message; what it is not told to change keeps its bytes.</summary>
  public SipMessageBuilder Edit() => throw new NotImplementedException();

  /// <summary>Start line to the last byte of the body; surplus of a datagram is not in it.</summary>
  public ReadOnlyMemory<byte> Bytes => throw new NotImplementedException();
  /// <summary>Empty when there is none.</summary>
  public ReadOnlyMemory<byte> Body => throw new NotImplementedException();
  /// <summary>Index of the body in <see cref="Bytes"/>.</summary>
  public int BodyOffset => throw new NotImplementedException();
  /// <summary>The first line is a request line.</summary>
  public bool IsRequest => throw new NotImplementedException();
  /// <summary>The first line is a status line.</summary>
  public bool IsResponse => throw new NotImplementedException();
  /// <summary>As spelt, <c>SIP/2.0</c> from a conformant peer.</summary>
  public string Version => throw new NotImplementedException();
  /// <summary>Method of the request line; in a response that of CSeq, empty when CSeq cannot be read.</summary>
  public string Method => throw new NotImplementedException();
  /// <summary>Request-URI as written; empty in a response.</summary>
  public string RequestUriText => throw new NotImplementedException();
  /// <summary>Null in a response, and when the text is no URI.</summary>
  public SipUri? RequestUri => throw new NotImplementedException();
  /// <summary>Three digits; 0 in a request.</summary>
  public int StatusCode => throw new NotImplementedException();
  /// <summary>May be empty; empty in a request.</summary>
  public string ReasonPhrase => throw new NotImplementedException();

  /// <summary>All header fields in order.</summary>
  public IReadOnlyList<SipField> Fields => throw new NotImplementedException();
  /// <summary>At least one field of that header is there.</summary>
  public bool Has(SipHeader header) => throw new NotImplementedException();
  /// <summary>Whole value of the first field of that header, unfolded; null when absent.</summary>
  public string? Value(SipHeader header) => throw new NotImplementedException();
  /// <summary>
  /// Values of all fields of that header in order. A header whose grammar is a comma list is split at the commas outside quotes and
  /// angle brackets; any other (Date, Subject, the authentication headers, unknown ones) gives one value per field.
  /// </summary>
  public IReadOnlyList<string> Values(SipHeader header) => throw new NotImplementedException();
  /// <summary>By name without case, compact or long form.</summary>
  /// <inheritdoc cref="Value(SipHeader)"/>
  public string? Value(string name) => throw new NotImplementedException();
  /// <summary>By name without case, compact or long form.</summary>
  /// <inheritdoc cref="Values(SipHeader)"/>
  public IReadOnlyList<string> Values(string name) => throw new NotImplementedException();

  /// <summary>Sender (20.20).</summary>
  public SipNameAddress? From => throw new NotImplementedException();
  /// <summary>Logical recipient (20.39).</summary>
  public SipNameAddress? To => throw new NotImplementedException();
  /// <summary>Tag of From; null when absent.</summary>
  public string? FromTag => throw new NotImplementedException();
  /// <summary>Tag of To; null when absent.</summary>
  public string? ToTag => throw new NotImplementedException();
  /// <summary>Compared byte for byte (20.8).</summary>
  public string? CallId => throw new NotImplementedException();
  /// <summary>Sequence number and method (20.16).</summary>
  public SipCSeq? CSeq => throw new NotImplementedException();
  /// <summary>The Via values that can be read, top first; <see cref="Values(SipHeader)"/> has them all.</summary>
  public IReadOnlyList<SipVia> Vias => throw new NotImplementedException();
  /// <summary>The first Via value; null when absent or unreadable.</summary>
  public SipVia? TopVia => throw new NotImplementedException();
  /// <summary>Null when absent or no number up to 2^31-1.</summary>
  public int? MaxForwards => throw new NotImplementedException();
  /// <summary>Value of the header, not the length of <see cref="Body"/>; null when absent.</summary>
  public int? ContentLength => throw new NotImplementedException();
  /// <summary>Null when absent or unreadable.</summary>
  public MediaType? ContentType => throw new NotImplementedException();
  /// <summary>Null when absent or unreadable.</summary>
  public ContentDisposition? Disposition => throw new NotImplementedException();
}
