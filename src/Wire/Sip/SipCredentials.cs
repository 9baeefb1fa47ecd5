using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Conformance.Wire.Sip;

/// <summary>Value of Authorization or Proxy-Authorization (RFC 3261 20.7, 20.28). Equality is by text.</summary>
/// <param name="Scheme">As spelt, <c>Digest</c> in SIP.</param>
/// <param name="Parameters">In the order written.</param>
public sealed record SipCredentials(string Scheme, IReadOnlyList<SipParameter> Parameters)
{
    /// <summary>Digest credentials; algorithm, qop and nc stand without quotes, all others with. Null leaves a parameter out.</summary>
    public static SipCredentials Digest(string username, string realm, string nonce, string uri, string response,
        string? algorithm = null, string? cnonce = null, string? qop = null, uint? nonceCount = null, string? opaque = null)
    {
        var parameters = new List<SipParameter>();
        AddQuoted("username", username);
        AddQuoted("realm", realm);
        AddQuoted("nonce", nonce);
        AddQuoted("uri", uri);
        AddQuoted("response", response);
        AddPlain("algorithm", algorithm);
        AddQuoted("cnonce", cnonce);
        AddQuoted("opaque", opaque);
        AddPlain("qop", qop);
        AddPlain("nc", nonceCount?.ToString("x8", CultureInfo.InvariantCulture));
        return new SipCredentials("Digest", parameters);

        void AddQuoted(string name, string? value) => AddPlain(name, value is null ? null : SipText.Quote(value));
        void AddPlain(string name, string? value)
        {
            if (value is not null)
            {
                parameters.Add(new SipParameter(name, value));
            }
        }
    }

    /// <summary>Reads scheme and comma-separated parameters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SipCredentials? value)
    {
        value = SipAuthParameters.TryRead(text, out string scheme, out IReadOnlyList<SipParameter> parameters) ? new SipCredentials(scheme, parameters) : null;
        return value is not null;
    }

    /// <summary>Scheme is Digest, whatever its case.</summary>
    public bool IsDigest => Scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when absent.</summary>
    public string? Username => Parameter("username");

    /// <summary>Null when absent.</summary>
    public string? Realm => Parameter("realm");

    /// <summary>Null when absent.</summary>
    public string? Nonce => Parameter("nonce");

    /// <summary>The digest-uri; null when absent.</summary>
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
    public uint? NonceCount =>
        uint.TryParse(NonceCountText, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint count) ? count : null;

    /// <summary>Unquoted value of the first parameter of that name; null when absent.</summary>
    public string? Parameter(string name) => SipAuthParameters.Find(Parameters, name);

    /// <summary>The header value.</summary>
    public override string ToString() => SipAuthParameters.Write(Scheme, Parameters);

    /// <inheritdoc/>
    public bool Equals(SipCredentials? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
