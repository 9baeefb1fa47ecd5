using System.Buffers;
using System.Globalization;
using System.Text;
using Conformance.Harness.Results;

namespace Conformance.Harness.Golden;

/// <summary>
/// Gives the volatile values of one case stable names, in the order in which they appear. Equal values get equal names wherever they
/// stand, so that a reader sees which values must be equal, and a value that stops being equal to another shows as a difference.
/// </summary>
internal sealed class StableNames
{
    // Shorter values, such as a port or a tag of a simple stack, may stand for something else in other places.
    private const int LongEnoughToReplaceAnywhere = 8;
    private const int NonceLength = 8;

    private static readonly SearchValues<char> NonceCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz234567");

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Value), string> _namesInPlace = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);
    private readonly List<Place>[] _places;
    private readonly IReadOnlyList<string> _messages;
    private readonly WordIndex _anywhere;

    /// <summary>Reads all messages of a case.</summary>
    /// <param name="messages">Their octets as Latin-1.</param>
    /// <param name="parties">The names that user parts begin with.</param>
    internal StableNames(IReadOnlyList<string> messages, IReadOnlyList<string> parties)
    {
        _messages = messages;
        foreach (var message in messages)
        {
            LearnNonces(message, parties);
        }

        _places = [.. messages.Select(PlacesIn)];
        _anywhere = new WordIndex(_names.Keys.Where(v => v.Length >= LongEnoughToReplaceAnywhere));
    }

    /// <summary>The octets of a message as Latin-1, one character for each.</summary>
    internal static string Latin1(TimelineEntry.Wire message) => Encoding.Latin1.GetString(message.Bytes.Span);

    /// <summary>A message with the names in the place of the values.</summary>
    internal string Message(int index) => Replace(_messages[index], _places[index]);

    /// <summary>Any other text of the case, such as a label.</summary>
    internal string Text(string text) => Replace(text, PlacesIn(text));

    /// <summary>User parts of parties are <c>name.nonce</c>, and a user part ends at an at sign.</summary>
    private void LearnNonces(string message, IReadOnlyList<string> parties)
    {
        for (var at = message.IndexOf('@', StringComparison.Ordinal); at >= 0; at = message.IndexOf('@', at + 1))
        {
            var dot = at - NonceLength - 1;
            if (dot <= 0 || message[dot] != '.' || !IsNonce(message.AsSpan(dot + 1, NonceLength)))
            {
                continue;
            }

            var start = dot;
            while (start > 0 && char.IsAsciiLetterOrDigit(message[start - 1]))
            {
                start--;
            }

            if (parties.Any(p => p.AsSpan().Equals(message.AsSpan(start, dot - start), StringComparison.OrdinalIgnoreCase)))
            {
                _nonces.Add(message.Substring(dot + 1, NonceLength));
            }
        }
    }

    private static bool IsNonce(ReadOnlySpan<char> text) => char.IsAsciiLetter(text[0]) && !text.ContainsAnyExcept(NonceCharacters);

    private List<Place> PlacesIn(string text)
    {
        var places = new List<Place>();
        (int Start, int Length)[] opaque = [.. CmsPlaces.In(text)];
        foreach (var kind in VolatileKind.All)
        {
            // Ciphertext may hold anything, what looks like a port among it, and in the next run something else.
            foreach (var (start, length) in kind.Places(text).Where(p => !opaque.Any(o => o.Start < p.Start && p.Start < o.Start + o.Length)))
            {
                places.Add(new Place(start, length, Name(kind.Name, text.Substring(start, length))));
            }
        }

        return places;
    }

    private string Replace(string text, List<Place> known)
    {
        var places = new List<Place>(known);
        places.AddRange(_anywhere.Find(text).Select(f => new Place(f.Start, f.Value.Length, _names[f.Value])));
        foreach (var nonce in _nonces)
        {
            for (var at = text.IndexOf(nonce, StringComparison.Ordinal); at >= 0; at = text.IndexOf(nonce, at + nonce.Length, StringComparison.Ordinal))
            {
                // With the dot before it the nonce makes a user of a party, which is then named as the party is.
                places.Add(at > 0 && text[at - 1] == '.' ? new Place(at - 1, nonce.Length + 1, "") : new Place(at, nonce.Length, "nonce"));
            }
        }

        var replaced = new StringBuilder(text.Length);
        var done = 0;

        // OrderBy is stable: where two kinds claim the same place, the first of them names it.
        foreach (var place in places.OrderBy(p => p.Start))
        {
            // A place may lie within one that has been replaced as a whole, such as a host in a Call-ID.
            if (place.Start >= done)
            {
                replaced.Append(text, done, place.Start - done).Append(place.Name);
                done = place.Start + place.Length;
            }
        }

        return replaced.Append(text, done, text.Length - done).ToString();
    }

    private string Name(string kind, string value)
    {
        var isLong = value.Length >= LongEnoughToReplaceAnywhere;
        if (!(isLong ? _names.TryGetValue(value, out var name) : _namesInPlace.TryGetValue((kind, value), out name)))
        {
            var count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            name = string.Create(CultureInfo.InvariantCulture, $"{kind}-{count}");
            if (isLong)
            {
                _names[value] = name;
            }
            else
            {
                _namesInPlace[(kind, value)] = name;
            }
        }

        return name;
    }

    private readonly record struct Place(int Start, int Length, string Name);
}
