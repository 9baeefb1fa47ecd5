using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Authentication;

/// <summary>Answers 401 and 407 for one user. Keeps the nonce count of each nonce it has used.</summary>
public sealed class DigestClient(string username, string password, IdSource ids)
{
    // A server that issues a nonce per request must not make us remember them all; what is forgotten restarts at 1 and is at worst challenged again.
    private const int MaxNonces = 1000;

    private readonly Dictionary<string, uint> _counts = [];

    /// <summary>The name the credentials carry.</summary>
    public string Username { get; } = username;

    /// <summary>Whether the credentials cover the body wherever a challenge lets them (qop auth-int), not only where it insists.</summary>
    public bool CoversBody { get; init; }

    /// <summary>Whether a challenge of <paramref name="response"/> can be answered by credentials that cover the body.</summary>
    public static bool MayCoverBody(SipMessage response) =>
        response.Values(response.StatusCode == 407 ? SipHeader.ProxyAuthenticate : SipHeader.WwwAuthenticate)
            .Any(text => SipChallenge.TryParse(text, out var challenge) && Usable(challenge) is not null && Offers(challenge, "auth-int"));

    /// <summary>
    /// Builds the retry of <paramref name="request"/> with credentials for the challenges of <paramref name="response"/>: the topmost supported one
    /// of each realm, CSeq one higher, the top Via removed so that the retry gets a branch of its own.
    /// </summary>
    /// <returns>False when no challenge is supported, or when these credentials were refused already and the nonce is not stale.</returns>
    public bool TryAnswer(SipMessage response, SipMessage request, [NotNullWhen(true)] out SipMessage? retry)
    {
        retry = null;
        if (response.StatusCode is not (401 or 407) || request.CSeq is not { } cseq)
        {
            return false;
        }

        var (asks, answers) = response.StatusCode == 401
            ? (SipHeader.WwwAuthenticate, SipHeader.Authorization)
            : (SipHeader.ProxyAuthenticate, SipHeader.ProxyAuthorization);
        var sent = request.Values(answers).Select(Read).OfType<SipCredentials>().ToList();
        var edit = request.Edit().Remove(SipHeaders.Name(answers));
        var realms = new HashSet<string>();
        foreach (var text in response.Values(asks))
        {
            if (!SipChallenge.TryParse(text, out var challenge) || Usable(challenge) is not { } algorithm || !realms.Add(challenge.Realm ?? ""))
            {
                continue;
            }

            if (!challenge.Stale && sent.Any(credentials => credentials.Realm == challenge.Realm))
            {
                return false;
            }

            edit.Add(SipHeaders.Name(answers), Answer(challenge, algorithm, request.Method, request.RequestUriText, request.Body).ToString());
        }

        // Credentials for other realms on the way stay.
        foreach (var credentials in sent.Where(credentials => !realms.Contains(credentials.Realm ?? "")))
        {
            edit.Add(SipHeaders.Name(answers), credentials.ToString());
        }

        if (realms.Count == 0)
        {
            return false;
        }

        retry = edit
            .RemoveFirst("Via")
            .Set("CSeq", string.Create(CultureInfo.InvariantCulture, $"{cseq.Number + 1} {cseq.Method}"))
            .Build();
        return true;
    }

    /// <summary>Credentials for one challenge; each call uses up a nonce count.</summary>
    /// <param name="body">The body, for challenges that want it covered; null for none.</param>
    public SipCredentials Answer(SipChallenge challenge, DigestAlgorithm algorithm, string method, string uri, ReadOnlyMemory<byte>? body = null)
    {
        var (qop, covered) = body is not null && Offers(challenge, "auth-int") && (CoversBody || !Offers(challenge, "auth")) ? ("auth-int", body) : ("auth", null);
        var (realm, nonce) = (challenge.Realm ?? "", challenge.Nonce ?? "");
        if (!Offers(challenge, qop))
        {
            var plain = DigestHash.Response(algorithm, Username, realm, password, method, uri, nonce);
            return SipCredentials.Digest(Username, realm, nonce, uri, plain, challenge.Algorithm, opaque: challenge.Opaque);
        }

        var count = _counts.GetValueOrDefault(nonce) + 1;
        if (_counts.Count >= MaxNonces && count == 1)
        {
            _counts.Clear();
        }

        _counts[nonce] = count;
        var cnonce = ids.Token(16);
        var response = DigestHash.Response(algorithm, Username, realm, password, method, uri, nonce, count, cnonce, qop, covered);
        return SipCredentials.Digest(Username, realm, nonce, uri, response, challenge.Algorithm, cnonce, qop, count, challenge.Opaque);
    }

    private static SipCredentials? Read(string text) => SipCredentials.TryParse(text, out var credentials) ? credentials : null;

    private static DigestAlgorithm? Usable(SipChallenge challenge) =>
        challenge.IsDigest
        && challenge.Nonce is not null
        && DigestHash.TryParse(challenge.Algorithm, out var algorithm)
        && (challenge.Qop is null || Offers(challenge, "auth") || Offers(challenge, "auth-int"))
            ? algorithm
            : null;

    private static bool Offers(SipChallenge challenge, string qop) =>
        challenge.Qop?.Split(',', StringSplitOptions.TrimEntries).Contains(qop, StringComparer.OrdinalIgnoreCase) == true;
}
