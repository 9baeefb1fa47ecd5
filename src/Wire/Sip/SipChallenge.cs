using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Sip;

/// <summary>Value of WWW-Authenticate or Proxy-Authenticate (RFC 3261 20.27, 20.44; RFC 8760). Equality is by text.</summary>
public sealed record SipChallenge(string Scheme, IReadOnlyList<SipParameter> Parameters)
{
  /// <summary>A Digest challenge that offers qop auth.</summary>
  public static SipChallenge Digest(string realm, string nonce, string? algorithm = null, string? opaque = null, bool stale = false, string? qop = "auth") => throw new NotImplementedException();
  /// <summary>Reads one challenge: scheme, then comma-separated parameters.</summary>
  public static bool TryParse(string text, [NotNullWhen(true)] out SipChallenge? value) => throw new NotImplementedException();

  /// <summary>Scheme is Digest, whatever its case.</summary>
  public bool IsDigest => throw new NotImplementedException();
  /// <summary>Protection space; null when absent.</summary>
  public string? Realm => Parameter("realm");
  /// <summary>Null when absent.</summary>
  public string? Nonce => Parameter("nonce");
  /// <summary>Null when absent, which means MD5.</summary>
  public string? Algorithm => Parameter("algorithm");
  /// <summary>Null when absent.</summary>
  public string? Opaque => Parameter("opaque");
  /// <summary>Comma-separated qualities of protection; null when absent.</summary>
  public string? Qop => Parameter("qop");
  /// <summary>The credentials were right but the nonce is too old.</summary>
  public bool Stale => string.Equals(Parameter("stale"), "true", StringComparison.OrdinalIgnoreCase);
  /// <summary>Unquoted value of the first parameter of that name; null when absent.</summary>
  public string? Parameter(string name) => throw new NotImplementedException();
  /// <summary>The header value.</summary>
  public override string ToString() => throw new NotImplementedException();
}
