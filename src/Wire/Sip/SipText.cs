namespace Conformance.Wire.Sip;

/// <summary>Quoting as RFC 3261 25.1 has it.</summary>
public static class SipText
{
  /// <summary>Takes quotes and backslash escapes off a quoted string; any other text comes back as it is.</summary>
  public static string Unquote(string text) => throw new NotImplementedException();

  /// <summary>A quoted string, with backslashes before quotes and backslashes.</summary>
  public static string Quote(string text) => throw new NotImplementedException();
}
