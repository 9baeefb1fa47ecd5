namespace Conformance.Wire.Sip;

/// <summary>Names of the known headers, their compact forms, and which of them are comma lists.</summary>
public static class SipHeaders
{
  /// <summary>The header of that name in either form, without case; <see cref="SipHeader.Unknown"/> for any other.</summary>
  public static SipHeader Of(ReadOnlySpan<byte> name) => throw new NotImplementedException();
  /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
  public static SipHeader Of(string name) => throw new NotImplementedException();
  /// <summary>Long name in its registered spelling; empty for <see cref="SipHeader.Unknown"/>.</summary>
  public static string Name(SipHeader header) => throw new NotImplementedException();
  /// <summary>Several values may stand in one field, with commas between.</summary>
  public static bool IsList(SipHeader header) => throw new NotImplementedException();
}
