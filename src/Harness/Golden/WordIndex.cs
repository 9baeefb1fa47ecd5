namespace Conformance.Harness.Golden;

/// <summary>Finds many values in a text at once, each only where it begins and ends like a word: no letter or digit of ASCII goes on at its ends.</summary>
internal sealed class WordIndex
{
    private const int LongestWord = 256;

    private readonly bool[] _isLengthOfWord = new bool[LongestWord + 1];

    // By the first word in a value, which is how it is met in a text; the longest value first.
    private readonly Dictionary<string, List<(string Value, int Before)>> _byWord = new(StringComparer.Ordinal);

    internal WordIndex(IEnumerable<string> values)
    {
        foreach (var value in values.OrderByDescending(v => v.Length))
        {
            var start = StartOfWord(value, 0);
            if (start == value.Length)
            {
                continue;
            }

            var word = value[start..EndOfWord(value, start)];
            _isLengthOfWord[Math.Min(word.Length, LongestWord)] = true;
            if (!_byWord.TryGetValue(word, out var sharing))
            {
                _byWord[word] = sharing = [];
            }

            sharing.Add((value, start));
        }
    }

    /// <summary>All places, from the start of the text; none overlaps another.</summary>
    internal IEnumerable<(int Start, string Value)> Find(string text)
    {
        var byWord = _byWord.GetAlternateLookup<ReadOnlySpan<char>>();
        var found = new List<(int Start, string Value)>();
        var free = 0;
        for (var at = StartOfWord(text, 0); at < text.Length;)
        {
            var next = EndOfWord(text, at);
            if (!_isLengthOfWord[Math.Min(next - at, LongestWord)] || !byWord.TryGetValue(text.AsSpan(at..next), out var sharing))
            {
                at = StartOfWord(text, next);
                continue;
            }

            foreach (var (value, before) in sharing)
            {
                var start = at - before;
                if (start >= free && text.AsSpan(start).StartsWith(value, StringComparison.Ordinal) && !IsWord(text, start + value.Length, value))
                {
                    found.Add((start, value));
                    next = free = start + value.Length;
                    break;
                }
            }

            at = StartOfWord(text, next);
        }

        return found;
    }

    /// <summary>True when a word of the value goes on after its end.</summary>
    private static bool IsWord(string text, int end, string value) => end < text.Length && char.IsAsciiLetterOrDigit(text[end]) && char.IsAsciiLetterOrDigit(value[^1]);

    private static int StartOfWord(string text, int at)
    {
        while (at < text.Length && !char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
