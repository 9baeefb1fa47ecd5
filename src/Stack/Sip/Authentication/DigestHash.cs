using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Conformance.Stack.Sip.Authentication;

/// <summary>The arithmetic of digest (RFC 7616 3.4, RFC 3261 22.4).</summary>
public static class DigestHash
{
    /// <summary>The name as it stands in an algorithm parameter.</summary>
    public static string NameOf(DigestAlgorithm algorithm) => algorithm == DigestAlgorithm.Sha256 ? "SHA-256" : "MD5";

    /// <summary>The algorithm of that name, without case; MD5 when null.</summary>
    /// <returns>False for one that is not supported, the -sess variants included.</returns>
    public static bool TryParse(string? name, out DigestAlgorithm algorithm)
    {
        algorithm = string.Equals(name, "SHA-256", StringComparison.OrdinalIgnoreCase) ? DigestAlgorithm.Sha256 : DigestAlgorithm.Md5;
        return name is null || string.Equals(name, NameOf(algorithm), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The response value, lower-case hex: with qop as RFC 7616 3.4.1, without it (null) as RFC 2069.</summary>
    /// <param name="body">The body that the response covers (qop auth-int, RFC 7616 3.4.3); null for none.</param>
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
        string? qop = null,
        ReadOnlyMemory<byte>? body = null)
    {
        var secret = Hash(algorithm, $"{username}:{realm}:{password}");
        var request = Hash(algorithm, body is { } covered ? $"{method}:{uri}:{Hash(algorithm, covered.Span)}" : $"{method}:{uri}");
        return Hash(algorithm, qop is null ? $"{secret}:{nonce}:{request}" : $"{secret}:{nonce}:{CountText(nonceCount)}:{cnonce}:{qop}:{request}");
    }

    /// <summary>A nonce count as the wire has it: eight lower-case hex digits.</summary>
    internal static string CountText(uint nonceCount) => nonceCount.ToString("x8", CultureInfo.InvariantCulture);

    private static string Hash(DigestAlgorithm algorithm, string text) => Hash(algorithm, Encoding.UTF8.GetBytes(text));

    private static string Hash(DigestAlgorithm algorithm, ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(algorithm == DigestAlgorithm.Sha256 ? SHA256.HashData(bytes) : MD5.HashData(bytes));
}
