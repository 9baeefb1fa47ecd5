using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Sip;

/// <summary>One Via value (RFC 3261 20.42): where the response to a request goes back. Equality is by text.</summary>
public sealed class SipVia : IEquatable<SipVia>
{
  /// <summary>A new value, written as <c>SIP/2.0/transport host:port;parameters</c>.</summary>
  public SipVia(string transport, string host, int? port, IEnumerable<SipParameter>? parameters = null) => throw new NotImplementedException();

  /// <summary>Reads one value, white space around its slashes and colon allowed.</summary>
  public static bool TryParse(string text, [NotNullWhen(true)] out SipVia? value) => throw new NotImplementedException();
  /// <inheritdoc cref="TryParse(string, out SipVia?)"/>
  public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipVia? value) => throw new NotImplementedException();
  /// <inheritdoc cref="TryParse(string, out SipVia?)"/>
  /// <exception cref="WireFormatException">The text is not a Via value.</exception>
  public static SipVia Parse(string text) => throw new NotImplementedException();

  /// <summary>Name and version before the transport, <c>SIP/2.0</c>, without white space.</summary>
  public string Protocol => throw new NotImplementedException();
  /// <summary>As spelt: UDP, TCP, TLS or another token.</summary>
  public string Transport => throw new NotImplementedException();
  /// <summary>Host of the sent-by part, IPv6 in brackets.</summary>
  public string Host => throw new NotImplementedException();
  /// <summary>Port of the sent-by part; null when absent (then the transport's default applies).</summary>
  public int? Port => throw new NotImplementedException();
  /// <summary>In the order written.</summary>
  public IReadOnlyList<SipParameter> Parameters => throw new NotImplementedException();
  /// <summary>The transaction's branch; null when absent.</summary>
  public string? Branch => throw new NotImplementedException();
  /// <summary>Source address put in by the server (18.2.1); null when absent.</summary>
  public string? Received => throw new NotImplementedException();
  /// <summary>An rport parameter is there, filled in or not (RFC 3581).</summary>
  public bool HasRPort => throw new NotImplementedException();
  /// <summary>Filled-in source port; null when rport is absent, empty or no port number.</summary>
  public int? RPort => throw new NotImplementedException();
  /// <summary>Unquoted value of the first parameter of that name, empty for one without value, null when absent.</summary>
  public string? Parameter(string name) => throw new NotImplementedException();
  /// <summary>The same text with the parameter set; in place when it was there, else after the others.</summary>
  public SipVia WithParameter(string name, string? value) => throw new NotImplementedException();
  /// <summary>The text as received or as composed.</summary>
  public override string ToString() => throw new NotImplementedException();
  /// <inheritdoc/>
  public bool Equals(SipVia? other) => throw new NotImplementedException();
  /// <inheritdoc/>
  public override bool Equals(object? obj) => Equals(obj as SipVia);
  /// <inheritdoc/>
  public override int GetHashCode() => throw new NotImplementedException();
}
