namespace Conformance.Wire.Sip;

/// <summary>
/// Composes a message as a list of raw header lines. A builder from <see cref="SipMessage.Edit"/> starts with the lines as
/// received; a line no method touched is written byte for byte. Names match without case and in either form, compact or long.
/// </summary>
public sealed class SipMessageBuilder
{
  /// <summary>Appends a header after all others.</summary>
  /// <exception cref="ArgumentException">The name is no token, or the value has a line break that is no fold; see <see cref="Raw"/>.</exception>
  public SipMessageBuilder Add(string name, string value) => throw new NotImplementedException();
  /// <summary>Puts a header before the first of its name, or before all others when there is none: a new top Via or Route.</summary>
  /// <inheritdoc cref="Add" path="/exception"/>
  public SipMessageBuilder AddFirst(string name, string value) => throw new NotImplementedException();
  /// <summary>Replaces the first header of that name and drops the others; appends when there is none.</summary>
  /// <inheritdoc cref="Add" path="/exception"/>
  public SipMessageBuilder Set(string name, string value) => throw new NotImplementedException();
  /// <summary>Replaces the first value of that name (one value of a comma list): the top Via with its received parameter.</summary>
  /// <inheritdoc cref="Add" path="/exception"/>
  public SipMessageBuilder SetFirst(string name, string value) => throw new NotImplementedException();
  /// <summary>Drops every header of that name.</summary>
  public SipMessageBuilder Remove(string name) => throw new NotImplementedException();
  /// <summary>Drops the first value of that name (one value of a comma list).</summary>
  public SipMessageBuilder RemoveFirst(string name) => throw new NotImplementedException();
  /// <summary>Appends a header line exactly as given, well-formed or not; it should bring its own line end.</summary>
  public SipMessageBuilder Raw(ReadOnlySpan<byte> headerLine) => throw new NotImplementedException();
  /// <summary>Replaces method of the request line. CSeq is left alone.</summary>
  public SipMessageBuilder WithMethod(string method) => throw new NotImplementedException();
  /// <summary>Replaces the Request-URI.</summary>
  public SipMessageBuilder WithRequestUri(string requestUri) => throw new NotImplementedException();
  /// <summary>Replaces the whole first line, given without its line end, well-formed or not.</summary>
  public SipMessageBuilder WithStartLine(string startLine) => throw new NotImplementedException();
  /// <summary>Replaces the body, and the Content-Type when given. A Content-Length that came with the message follows; one set in this builder stays.</summary>
  public SipMessageBuilder Body(ReadOnlyMemory<byte> body, string? contentType = null) => throw new NotImplementedException();
  /// <summary>Drops Content-Length and lets <see cref="Build"/> add none.</summary>
  public SipMessageBuilder WithoutContentLength() => throw new NotImplementedException();
  /// <summary>The message, with a Content-Length added at the end when it has none.</summary>
  /// <exception cref="WireFormatException">The result is no message, or Content-Length is not its body's length; use <see cref="ToBytes"/> to send such a thing.</exception>
  public SipMessage Build() => throw new NotImplementedException();
  /// <summary>The bytes of <see cref="Build"/>, unchecked: for provocations.</summary>
  public byte[] ToBytes() => throw new NotImplementedException();
}
