namespace Conformance.Harness.Golden;

/// <summary>Finds IPv4 addresses in a text: four groups of one to three digits with dots between, and neither digit nor dot around them.</summary>
internal static class Ipv4Places
{
    private const int Groups = 4;
    private const int LongestGroup = 3;

    /// <summary>All places, from the start of the text.</summary>
    internal static IEnumerable<(int Start, int Length)> In(string text)
    {
        // Dots between digits are fewer than digits, so it looks for the first dot of an address.
        for (var dot = text.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = text.IndexOf('.', dot + 1))
        {
            var start = dot - DigitsBefore(text, dot);
            if (start < dot && !IsDigitOrDot(text, start - 1) && EndOfAddress(text, start) is { } end && !IsDigitOrDot(text, end))
            {
                yield return (start, end - start);
                dot = end - 1;
            }
        }
    }

    private static int DigitsBefore(string text, int end)
    {
        var count = 0;
        while (count < LongestGroup && end - count > 0 && char.IsAsciiDigit(text[end - count - 1]))
        {
            count++;
        }

        return count;
    }

    private static int? EndOfAddress(string text, int start)
    {
        var at = start;
        for (var group = 1; group <= Groups; group++)
        {
            var digits = 0;
            while (digits < LongestGroup && at + digits < text.Length && char.IsAsciiDigit(text[at + digits]))
            {
                digits++;
            }

            at += digits;
            if (digits == 0 || (group < Groups && (at == text.Length || text[at++] != '.')))
            {
                return null;
            }
        }

        return at;
    }

    private static bool IsDigitOrDot(string text, int at) => at >= 0 && at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.');
}
