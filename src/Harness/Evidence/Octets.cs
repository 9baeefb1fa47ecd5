namespace Conformance.Harness.Evidence;

/// <summary>Searches octets for text without decoding them.</summary>
public static class Octets
{
    /// <summary>Index of the first occurrence of an ASCII text, ignoring the case of ASCII letters; -1 when there is none.</summary>
    public static int IndexOf(ReadOnlySpan<byte> bytes, string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        var lower = (byte)char.ToLowerInvariant(text[0]);
        var upper = (byte)char.ToUpperInvariant(text[0]);
        for (var start = 0; start <= bytes.Length - text.Length;)
        {
            var hit = bytes[start..(bytes.Length - text.Length + 1)].IndexOfAny(lower, upper);
            if (hit < 0)
            {
                return -1;
            }

            start += hit;
            if (System.Text.Ascii.EqualsIgnoreCase(bytes.Slice(start, text.Length), text))
            {
                return start;
            }

            start++;
        }

        return -1;
    }

    /// <summary>True when the text occurs, ignoring the case of ASCII letters.</summary>
    public static bool Contains(ReadOnlySpan<byte> bytes, string text) => IndexOf(bytes, text) >= 0;
}
