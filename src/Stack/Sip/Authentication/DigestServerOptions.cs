namespace Conformance.Stack.Sip.Authentication;

/// <summary>How a server challenges.</summary>
public sealed record DigestServerOptions
{
    /// <summary>Answer 407 with Proxy-Authenticate, as a proxy does, instead of 401.</summary>
    public bool Proxy { get; init; }

    /// <summary>One challenge each, best first (RFC 8760 2.3).</summary>
    public IReadOnlyList<DigestAlgorithm> Algorithms { get; init; } = [DigestAlgorithm.Sha256, DigestAlgorithm.Md5];

    /// <summary>Offer qop auth-int beside auth: a proof that covers the body (RFC 3261 22.4).</summary>
    public bool CoversBodies { get; init; }

    /// <summary>How long a nonce may be used.</summary>
    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Live nonces kept; the oldest goes first. Its user is challenged again, nothing worse.</summary>
    public int MaxNonces { get; init; } = 10_000;
}
