using System.Buffers;

namespace Conformance.Harness.Golden;

/// <summary>Finds many values in a text at once, each only where it begins and ends like a word: no letter or digit of ASCII goes on at its ends.</summary>
internal sealed class WordIndex
{
    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    // By the first word in a value, which is how it is met in a text; the longest value first.
    private readonly Dictionary<string, List<(string Value, int Before)>> _byWord = new(StringComparer.Ordinal);

    internal WordIndex(IEnumerable<string> values)
    {
        foreach (var value in values.OrderByDescending(v => v.Length))
        {
            var start = value.AsSpan().IndexOfAny(WordCharacters);
            if (start < 0)
            {
                continue;
            }

            var word = value.Substring(start, WordLength(value.AsSpan(start)));
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
        var at = 0;
        var free = 0;
        while (at < text.Length)
        {
            var skip = text.AsSpan(at).IndexOfAny(WordCharacters);
            if (skip < 0)
            {
                break;
            }

            at += skip;
            var length = WordLength(text.AsSpan(at));
            var next = at + length;
            foreach (var (value, before) in byWord.TryGetValue(text.AsSpan(at, length), out var sharing) ? sharing : [])
            {
                var start = at - before;
                if (start >= free && text.AsSpan(start).StartsWith(value, StringComparison.Ordinal) && !IsWord(text, start + value.Length, value))
                {
                    found.Add((start, value));
                    next = free = start + value.Length;
                    break;
                }
            }

            at = next;
        }

        return found;
    }

    /// <summary>True when a word of the value goes on after its end.</summary>
    private static bool IsWord(string text, int end, string value) => end < text.Length && char.IsAsciiLetterOrDigit(text[end]) && char.IsAsciiLetterOrDigit(value[^1]);

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(WordCharacters);
        return length < 0 ? text.Length : length;
    }
}
