using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Authentication;

/// <summary>Challenges requests and verifies their credentials, one realm. Remembers nonces and the counts used with each.</summary>
/// <param name="passwordOf">The password of a user; null for nobody we know.</param>
public sealed class DigestServer(string realm, Func<string, string?> passwordOf, IdSource ids, DigestServerOptions? options = null)
{
    /// <summary>The protection space.</summary>
    public string Realm { get; } = realm;

    /// <summary>As given.</summary>
    public DigestServerOptions Options { get; } = options ?? new DigestServerOptions();

    /// <summary>The 401 or 407 to <paramref name="request"/>, To-tag included, with a fresh nonce.</summary>
    public SipMessage Challenge(SipMessage request, DateTimeOffset now, bool stale = false) => throw new NotImplementedException(passwordOf("") + ids);

    /// <summary>Judges the credentials and, when they are right, uses up their nonce count.</summary>
    /// <param name="serves">Whether the credentials' uri names someone we serve; by default it must be the Request-URI (RFC 3261 19.1.4 equality).</param>
    public DigestOutcome Verify(SipMessage request, DateTimeOffset now, Func<SipUri, bool>? serves = null) => throw new NotImplementedException();
}
