namespace Conformance.Stack.Sip.Authentication;

/// <summary>The arithmetic of digest (RFC 7616 3.4, RFC 3261 22.4).</summary>
public static class DigestHash
{
    /// <summary>The name as it stands in an algorithm parameter.</summary>
    public static string NameOf(DigestAlgorithm algorithm) => throw new NotImplementedException();

    /// <summary>The algorithm of that name, without case; MD5 when null.</summary>
    /// <returns>False for one that is not supported, the -sess variants included.</returns>
    public static bool TryParse(string? name, out DigestAlgorithm algorithm) => throw new NotImplementedException();

    /// <summary>The response value, lower-case hex: with qop as RFC 7616 3.4.1, without it (null) as RFC 2069.</summary>
    public static string Response(
        DigestAlgorithm algorithm,
        string username,
        string realm,
        string password,
        string method,
        string uri,
        string nonce,
        uint nonceCount = 0,
        string cnonce = "",
        string? qop = null) => throw new NotImplementedException();
}
