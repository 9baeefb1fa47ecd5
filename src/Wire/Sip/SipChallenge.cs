using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Sip;

/// <summary>Value of WWW-Authenticate or Proxy-Authenticate (RFC 3261 20.27, 20.44; RFC 8760). Equality is by text.</summary>
/// <param name="Scheme">As spelt, <c>Digest</c> in SIP.</param>
/// <param name="Parameters">In the order written.</param>
public sealed record SipChallenge(string Scheme, IReadOnlyList<SipParameter> Parameters)
{
    /// <summary>A Digest challenge. Null leaves a parameter out.</summary>
    /// <param name="realm">Protection space.</param>
    /// <param name="nonce">Opaque to the client.</param>
    /// <param name="algorithm">Null means MD5 to the client.</param>
    /// <param name="opaque">Sent back unchanged.</param>
    /// <param name="stale">The credentials were right, but their nonce is too old.</param>
    /// <param name="qop">Qualities of protection on offer; RFC 3261 wants at least one.</param>
    public static SipChallenge Digest(string realm, string nonce, string? algorithm = null, string? opaque = null, bool stale = false, string? qop = "auth")
    {
        List<SipParameter> parameters = [new("realm", SipText.Quote(realm)), new("nonce", SipText.Quote(nonce))];
        if (opaque is not null)
        {
            parameters.Add(new SipParameter("opaque", SipText.Quote(opaque)));
        }
        if (stale)
        {
            parameters.Add(new SipParameter("stale", "true"));
        }
        if (algorithm is not null)
        {
            parameters.Add(new SipParameter("algorithm", algorithm));
        }
        if (qop is not null)
        {
            parameters.Add(new SipParameter("qop", SipText.Quote(qop)));
        }
        return new SipChallenge("Digest", parameters);
    }

    /// <summary>Reads one challenge: scheme, then comma-separated parameters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SipChallenge? value)
    {
        value = SipAuthParameters.TryRead(text, out string scheme, out IReadOnlyList<SipParameter> parameters) ? new SipChallenge(scheme, parameters) : null;
        return value is not null;
    }

    /// <summary>Scheme is Digest, whatever its case.</summary>
    public bool IsDigest => Scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase);

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
    public string? Parameter(string name) => SipAuthParameters.Find(Parameters, name);

    /// <summary>The header value.</summary>
    public override string ToString() => SipAuthParameters.Write(Scheme, Parameters);

    /// <inheritdoc/>
    public bool Equals(SipChallenge? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
