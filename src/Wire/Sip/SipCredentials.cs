using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Sip;

/// <summary>Value of Authorization or Proxy-Authorization (RFC 3261 20.7, 20.28).</summary>
public sealed record SipCredentials(string Scheme, IReadOnlyList<SipParameter> Parameters)
{
  /// <summary>Digest credentials, quoted as RFC 3261 25.1 and RFC 7616 want it. Null leaves a parameter out.</summary>
  public static SipCredentials Digest(string username, string realm, string nonce, string uri, string response,
    string? algorithm = null, string? cnonce = null, string? qop = null, uint? nonceCount = null, string? opaque = null) => throw new NotImplementedException();
  /// <summary>Reads scheme and comma-separated parameters.</summary>
  public static bool TryParse(string text, [NotNullWhen(true)] out SipCredentials? value) => throw new NotImplementedException();

  /// <summary>Scheme is Digest, whatever its case.</summary>
  public bool IsDigest => throw new NotImplementedException();
  /// <summary>Null when absent.</summary>
  public string? Username => Parameter("username");
  /// <summary>Null when absent.</summary>
  public string? Realm => Parameter("realm");
  /// <summary>Null when absent.</summary>
  public string? Nonce => Parameter("nonce");
  /// <summary>Null when absent.</summary>
  public string? Uri => Parameter("uri");
  /// <summary>Hex digest; null when absent.</summary>
  public string? Response => Parameter("response");
  /// <summary>Null when absent, which means MD5.</summary>
  public string? Algorithm => Parameter("algorithm");
  /// <summary>Null when absent.</summary>
  public string? Cnonce => Parameter("cnonce");
  /// <summary>Quality of protection chosen; null when absent.</summary>
  public string? Qop => Parameter("qop");
  /// <summary>Null when absent.</summary>
  public string? Opaque => Parameter("opaque");
  /// <summary>Eight hex digits as written; null when absent.</summary>
  public string? NonceCountText => Parameter("nc");
  /// <summary>Null when absent or not hexadecimal.</summary>
  public uint? NonceCount => throw new NotImplementedException();
  /// <summary>Unquoted value of the first parameter of that name; null when absent.</summary>
  public string? Parameter(string name) => throw new NotImplementedException();
  /// <summary>The header value.</summary>
  public override string ToString() => throw new NotImplementedException();
}
