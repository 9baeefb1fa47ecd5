using System.Buffers;

namespace Conformance.Wire.Mime;

/// <summary>The octet classes of MIME headers.</summary>
internal static class MimeSyntax
{
    /// <summary>RFC 5322 3.6.8 ftext: printable US-ASCII except the colon.</summary>
    public static readonly SearchValues<byte> FieldNameOctets = SearchValues.Create(
        [.. Enumerable.Range(33, 94).Where(c => c != ':').Select(c => (byte)c)]);

    /// <summary>RFC 2045 5.1 token: printable US-ASCII without SPACE and tspecials.</summary>
    public static readonly SearchValues<char> TokenChars = SearchValues.Create(
        [.. Enumerable.Range(33, 94).Select(c => (char)c).Where(c => !"()<>@,;:\\\"/[]?=".Contains(c))]);

    /// <summary>RFC 2046 5.1.1 bchars, the octets of a boundary; a space may not come last.</summary>
    public static readonly SearchValues<char> BoundaryChars = SearchValues.Create(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ");

    // The words of the two specifications, so that reading their types allocates no copies.
    private static readonly string[] Words =
    [
        "text", "plain", "message", "cpim", "status-receipt+xml", "multipart", "mixed", "application", "resource-lists+xml", "sdp",
        "charset", "utf-8", "UTF-8", "boundary", "render", "confirm", "recipient-list", "recipient-list-history", "handling", "optional",
    ];

    /// <summary>The text as a string, shared when it is one of the usual words.</summary>
    public static string Text(ReadOnlySpan<char> text)
    {
        foreach (var word in Words)
        {
            if (text.SequenceEqual(word))
            {
                return word;
            }
        }

        return text.ToString();
    }

    public static bool IsToken(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExcept(TokenChars);
}
