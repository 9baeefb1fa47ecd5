using System.Buffers;

namespace Conformance.Wire.Cpim;

/// <summary>The octet classes of RFC 3862 3.6.</summary>
internal static class CpimSyntax
{
    private const string NameChars = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&'*+-^_`|~";

    /// <summary>NAMECHAR.</summary>
    public static readonly SearchValues<byte> NameOctets = SearchValues.Create([.. NameChars.Select(c => (byte)c)]);

    /// <summary>TOKENCHAR, seen as octets: NAMECHAR, the dot, and all of a non-ASCII character.</summary>
    public static readonly SearchValues<byte> TokenOctets = SearchValues.Create(
        [.. (NameChars + ".").Select(c => (byte)c), .. Enumerable.Range(128, 128).Select(c => (byte)c)]);

    /// <summary>Octets of a header value that need no second look: printable ASCII without the backslash.</summary>
    public static readonly SearchValues<byte> PlainOctets = SearchValues.Create(
        [.. Enumerable.Range(32, 95).Where(c => c != '\\').Select(c => (byte)c)]);

    private static readonly SearchValues<char> AsciiTokenChars = SearchValues.Create(NameChars + ".");

    /// <summary>Whether the text is one Token: 1*TOKENCHAR.</summary>
    public static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c < 128 && !AsciiTokenChars.Contains(c))
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
