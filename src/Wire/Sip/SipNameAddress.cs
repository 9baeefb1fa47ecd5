using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Sip;

/// <summary>
/// An address with optional display name and header parameters, as in From, To, Contact and Route (RFC 3261 20.10).
/// Without angle brackets, everything from the first semicolon on is a header parameter. Equality is by text.
/// </summary>
public sealed class SipNameAddress : IEquatable<SipNameAddress>
{
  /// <summary>A new value, written as <c>"name" &lt;uri&gt;;parameters</c>.</summary>
  public SipNameAddress(string? displayName, SipUri uri, IEnumerable<SipParameter>? parameters = null) => throw new NotImplementedException();

  /// <summary>Reads one value; false also for the <c>*</c> of a Contact.</summary>
  public static bool TryParse(string text, [NotNullWhen(true)] out SipNameAddress? value) => throw new NotImplementedException();
  /// <inheritdoc cref="TryParse(string, out SipNameAddress?)"/>
  public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out SipNameAddress? value) => throw new NotImplementedException();
  /// <inheritdoc cref="TryParse(string, out SipNameAddress?)"/>
  /// <exception cref="WireFormatException">The text is not an address.</exception>
  public static SipNameAddress Parse(string text) => throw new NotImplementedException();

  /// <summary>Without quotes and escapes; null when absent.</summary>
  public string? DisplayName => throw new NotImplementedException();
  /// <summary>The address proper.</summary>
  public SipUri Uri => throw new NotImplementedException();
  /// <summary>Header parameters, in the order written.</summary>
  public IReadOnlyList<SipParameter> Parameters => throw new NotImplementedException();
  /// <summary>The tag parameter (RFC 3261 19.3); null when absent.</summary>
  public string? Tag => throw new NotImplementedException();
  /// <summary>Unquoted value of the first parameter of that name, empty for one without value, null when absent.</summary>
  public string? Parameter(string name) => throw new NotImplementedException();
  /// <summary>The same text with the parameter set; in place when it was there, else after the others.</summary>
  public SipNameAddress WithParameter(string name, string? value) => throw new NotImplementedException();
  /// <summary>The same text less every parameter of that name.</summary>
  public SipNameAddress WithoutParameter(string name) => throw new NotImplementedException();
  /// <summary>The text as received or as composed.</summary>
  public override string ToString() => throw new NotImplementedException();
  /// <inheritdoc/>
  public bool Equals(SipNameAddress? other) => throw new NotImplementedException();
  /// <inheritdoc/>
  public override bool Equals(object? obj) => Equals(obj as SipNameAddress);
  /// <inheritdoc/>
  public override int GetHashCode() => throw new NotImplementedException();
}
