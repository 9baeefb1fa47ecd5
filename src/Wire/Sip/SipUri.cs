using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Sip;

/// <summary>
/// A URI as it stands in a SIP message: sip and sips taken apart (RFC 3261 19.1), any other scheme opaque.
/// Equality is by text; <see cref="EquivalentTo"/> is the comparison of 19.1.4.
/// </summary>
public sealed class SipUri : IEquatable<SipUri>
{
  /// <summary>Reads a URI that fills the whole text, without angle brackets.</summary>
  public static bool TryParse(string text, [NotNullWhen(true)] out SipUri? uri) => throw new NotImplementedException();

  /// <inheritdoc cref="TryParse(string, out SipUri?)"/>
  public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipUri? uri) => throw new NotImplementedException();

  /// <inheritdoc cref="TryParse(string, out SipUri?)"/>
  /// <exception cref="WireFormatException">The text is not a URI.</exception>
  public static SipUri Parse(string text) => throw new NotImplementedException();

  /// <summary>As spelt, without the colon.</summary>
  public string Scheme => throw new NotImplementedException();
  /// <summary>Scheme is sip, whatever its case.</summary>
  public bool IsSip => throw new NotImplementedException();
  /// <summary>Scheme is sips, whatever its case.</summary>
  public bool IsSips => throw new NotImplementedException();
  /// <summary>User part as written (escapes kept, password not included); null when there is no @.</summary>
  public string? User => throw new NotImplementedException();
  /// <summary>Password as written; null when absent.</summary>
  public string? Password => throw new NotImplementedException();
  /// <summary>Name or address as written, IPv6 in brackets; for an opaque scheme everything after the colon.</summary>
  public string Host => throw new NotImplementedException();
  /// <summary>Null when absent: an absent port and an explicit default port are different URIs (19.1.4).</summary>
  public int? Port => throw new NotImplementedException();
  /// <summary>In the order written.</summary>
  public IReadOnlyList<SipParameter> Parameters => throw new NotImplementedException();
  /// <summary>The header components after the question mark, in the order written, escapes kept.</summary>
  public IReadOnlyList<SipParameter> Headers => throw new NotImplementedException();
  /// <summary>Value of the first parameter of that name, empty for one without value, null when absent.</summary>
  public string? Parameter(string name) => throw new NotImplementedException();
  /// <summary>Equality of URIs by RFC 3261 19.1.4, IPv6 addresses by value (RFC 5954). Not transitive. Opaque URIs: scheme without case, the rest exactly.</summary>
  public bool EquivalentTo(SipUri other) => throw new NotImplementedException();
  /// <summary>The same text less every parameter of that name.</summary>
  public SipUri WithoutParameter(string name) => throw new NotImplementedException();
  /// <summary>The same text less the question mark and what follows.</summary>
  public SipUri WithoutHeaders() => throw new NotImplementedException();
  /// <summary>The same text with the parameter set; in place when it was there, else after the others.</summary>
  public SipUri WithParameter(string name, string? value) => throw new NotImplementedException();
  /// <summary>The text as received.</summary>
  public override string ToString() => throw new NotImplementedException();
  /// <inheritdoc/>
  public bool Equals(SipUri? other) => throw new NotImplementedException();
  /// <inheritdoc/>
  public override bool Equals(object? obj) => Equals(obj as SipUri);
  /// <inheritdoc/>
  public override int GetHashCode() => throw new NotImplementedException();
}
