using System.Security.Cryptography;
using System.Text;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Authentication;

/// <summary>Challenges requests and verifies their credentials, one realm. Remembers nonces and the counts used with each.</summary>
/// <param name="passwordOf">The password of a user; null for nobody we know.</param>
public sealed class DigestServer(string realm, Func<string, string?> passwordOf, IdSource ids, DigestServerOptions? options = null)
{
    private readonly NonceBook _nonces = new((options ?? new DigestServerOptions()).MaxNonces);
    private readonly string _opaque = ids.Token(12);

    /// <summary>The protection space.</summary>
    public string Realm { get; } = realm;

    /// <summary>As given.</summary>
    public DigestServerOptions Options { get; } = options ?? new DigestServerOptions();

    private SipHeader CredentialsHeader => Options.Proxy ? SipHeader.ProxyAuthorization : SipHeader.Authorization;

    /// <summary>The 401 or 407 to <paramref name="request"/>, To-tag included, with a fresh nonce.</summary>
    public SipMessage Challenge(SipMessage request, DateTimeOffset now, bool stale = false)
    {
        var nonce = ids.Token(32);
        _nonces.Issue(nonce, now + Options.NonceLifetime);
        var answer = request.Respond(Options.Proxy ? 407 : 401);
        if (request is { ToTag: null, To: { } to })
        {
            answer.Set("To", to.WithParameter("tag", ids.Tag()).ToString());
        }

        foreach (var algorithm in Options.Algorithms)
        {
            var challenge = SipChallenge.Digest(Realm, nonce, DigestHash.NameOf(algorithm), _opaque, stale, Options.CoversBodies ? "auth,auth-int" : "auth");
            answer.Add(SipHeaders.Name(Options.Proxy ? SipHeader.ProxyAuthenticate : SipHeader.WwwAuthenticate), challenge.ToString());
        }

        return answer.Build();
    }

    /// <summary>Judges the credentials and, when they are right, uses up their nonce count.</summary>
    /// <param name="serves">Whether the credentials' uri names someone we serve; by default it must be the Request-URI (RFC 3261 19.1.4 equality).</param>
    public DigestOutcome Verify(SipMessage request, DateTimeOffset now, Func<SipUri, bool>? serves = null)
    {
        var ours = request.Values(CredentialsHeader)
            .Select(text => SipCredentials.TryParse(text, out var read) && read.IsDigest && read.Realm == Realm ? read : null)
            .FirstOrDefault(read => read is not null);
        if (ours is null)
        {
            return DigestOutcome.Missing;
        }

        if (ours is not { Username: { } user, Nonce: { } nonce, Uri: { } uri, Response: { } response }
            || !DigestHash.TryParse(ours.Algorithm, out var algorithm)
            || !SipUri.TryParse(uri, out var named)
            || !IsConsistent(ours))
        {
            return DigestOutcome.Malformed;
        }

        var served = serves?.Invoke(named) ?? (request.RequestUri is { } target && named.EquivalentTo(target));
        var expiry = _nonces.ExpiryOf(nonce);
        if (!served || !Options.Algorithms.Contains(algorithm) || ours.Opaque != _opaque || passwordOf(user) is not { } password)
        {
            return DigestOutcome.Refused;
        }

        var covered = CoversBody(ours);
        var expected = DigestHash.Response(
            algorithm, user, Realm, password, request.Method, uri, nonce, ours.NonceCount ?? 0, ours.Cnonce ?? "", ours.Qop is null ? null : covered ? "auth-int" : "auth", covered ? (ReadOnlyMemory<byte>?)request.Body : null);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(response.ToLowerInvariant())))
        {
            return DigestOutcome.Refused;
        }

        // A right answer to a nonce we no longer know is an old one of ours, or of ours before a restart: the user need not be asked again.
        if (expiry is not { } end || now >= end)
        {
            return DigestOutcome.Stale;
        }

        return _nonces.Use(nonce, ours.NonceCount ?? 1) ? DigestOutcome.Accepted : DigestOutcome.Replayed;
    }

    // With qop come cnonce and nc, and it is one we offer; without it, neither (RFC 7616 3.4).
    private bool IsConsistent(SipCredentials credentials) =>
        credentials.Qop is { } qop
            ? (string.Equals(qop, "auth", StringComparison.OrdinalIgnoreCase) || (Options.CoversBodies && CoversBody(credentials))) && credentials is { Cnonce.Length: > 0, NonceCountText.Length: 8, NonceCount: > 0 }
            : credentials is { Cnonce: null, NonceCountText: null };

    private static bool CoversBody(SipCredentials credentials) => string.Equals(credentials.Qop, "auth-int", StringComparison.OrdinalIgnoreCase);
}
