namespace Conformance.Harness.Golden;

/// <summary>
/// Where signatures and envelopes of CMS (RFC 5652) stand: their octets come from keys of one run. Lengths do not change, so Content-Length may stay.
/// </summary>
internal static class CmsPlaces
{
    // An object identifier below 1.2.840.113549.1.7, which begins every CMS object after its length.
    private const string Family = "\u0006\u0009\u002A\u0086\u0048\u0086\u00F7\u000D\u0001\u0007";

    // SEQUENCE with a length in two octets, or without a length known beforehand.
    private const int HeadLength = 4;

    /// <summary>Finds them in one message, its octets taken as Latin-1.</summary>
    internal static IEnumerable<(int Start, int Length)> In(string text)
    {
        if (InChunk(text) is { Length: > 0 } chunk)
        {
            yield return chunk;
            yield break;
        }

        for (var at = text.IndexOf(Family, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Family, at, StringComparison.Ordinal))
        {
            var start = at - HeadLength;
            if (start < 0 || text[start] != '\u0030' || text[start + 1] != '\u0082')
            {
                at += Family.Length;
                continue;
            }

            var length = HeadLength + ((text[start + 2] << 8) | text[start + 3]);
            if (start + length > text.Length)
            {
                yield break;
            }

            yield return (start, length);
            at = start + length;
        }
    }

    /// <summary>An MSRP chunk may hold any part of an envelope, so all of its body is taken, up to the end-line (RFC 4975 7.1).</summary>
    private static (int Start, int Length) InChunk(string text)
    {
        var body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        var end = text.LastIndexOf("\r\n-------", StringComparison.Ordinal);
        return text.StartsWith("MSRP ", StringComparison.Ordinal) && body >= 4 && end > body
            && text.AsSpan(0, body).Contains("Content-Type: application/pkcs7-mime", StringComparison.OrdinalIgnoreCase)
            ? (body, end - body)
            : default;
    }
}
