using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.Harness.Results;

namespace Conformance.Harness.Golden;

/// <summary>
/// Gives the volatile values of one case stable names, in the order in which they appear. Equal values get equal names wherever they
/// stand, so that a reader sees which values must be equal, and a value that stops being equal to another shows as a difference.
/// </summary>
internal sealed partial class StableNames
{
    // Shorter values, such as a port or a tag of a simple stack, may stand for something else in other places.
    private const int LongEnoughToReplaceAnywhere = 8;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<VolatileKind, Dictionary<string, string>> _namesInPlace = [];
    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);
    private readonly Regex? _anywhere;

    /// <summary>Reads all messages of a case.</summary>
    /// <param name="messages">Their octets as Latin-1.</param>
    /// <param name="parties">The names that user parts begin with.</param>
    internal StableNames(IReadOnlyList<string> messages, IReadOnlyList<string> parties)
    {
        foreach (var message in messages)
        {
            foreach (Match match in User().Matches(message))
            {
                if (parties.Contains(match.Groups["party"].Value, StringComparer.OrdinalIgnoreCase))
                {
                    _nonces.Add(match.Groups["nonce"].Value);
                }
            }

            foreach (var kind in VolatileKind.All)
            {
                foreach (Match match in kind.Places.Matches(message))
                {
                    Name(kind, match.Groups["v"].Value);
                }
            }
        }

        string[] longest =
        [
            .. _names.Keys.Where(v => v.Length >= LongEnoughToReplaceAnywhere).OrderByDescending(v => v.Length).Select(v => $"(?<![A-Za-z0-9]){Regex.Escape(v)}(?![A-Za-z0-9])"),
            .. _nonces.Select(n => $@"\.?{n}"),
        ];
        _anywhere = longest.Length == 0 ? null : new Regex(string.Join('|', longest), RegexOptions.CultureInvariant);
    }

    /// <summary>The octets of a message as Latin-1, one character for each.</summary>
    internal static string Latin1(TimelineEntry.Wire message) => Encoding.Latin1.GetString(message.Bytes.Span);

    /// <summary>Puts the names in the place of the values.</summary>
    internal string Replace(string text)
    {
        var places = new SortedDictionary<int, (int Length, string Name)>();
        foreach (var kind in VolatileKind.All)
        {
            foreach (Match match in kind.Places.Matches(text))
            {
                var value = match.Groups["v"];
                places.TryAdd(value.Index, (value.Length, Name(kind, value.Value)));
            }
        }

        foreach (Match match in _anywhere?.Matches(text) ?? Enumerable.Empty<Match>())
        {
            places.TryAdd(match.Index, (match.Length, _names.GetValueOrDefault(match.Value) ?? (match.Value[0] == '.' ? "" : "nonce")));
        }

        var replaced = new StringBuilder(text.Length);
        var done = 0;
        foreach (var (start, (length, name)) in places)
        {
            // Within a value that has been replaced as a whole, such as a host in a Call-ID.
            if (start >= done)
            {
                replaced.Append(text, done, start - done).Append(name);
                done = start + length;
            }
        }

        return replaced.Append(text, done, text.Length - done).ToString();
    }

    private string Name(VolatileKind kind, string value)
    {
        var isLong = value.Length >= LongEnoughToReplaceAnywhere;
        if (!isLong && !_namesInPlace.ContainsKey(kind))
        {
            // Kinds of one name share their values: a port is the same port in a Via and in an m= line.
            _namesInPlace[kind] = _namesInPlace.FirstOrDefault(k => k.Key.Name == kind.Name).Value ?? new(StringComparer.Ordinal);
        }

        var names = isLong ? _names : _namesInPlace[kind];
        if (!names.TryGetValue(value, out var name))
        {
            var count = _counts[kind.Name] = _counts.GetValueOrDefault(kind.Name) + 1;
            names[value] = name = string.Create(CultureInfo.InvariantCulture, $"{kind.Name}-{count}");
        }

        return name;
    }

    [GeneratedRegex(@"(?<party>[a-z][a-z0-9]*)\.(?<nonce>[a-z][a-z2-7]{7})(?=@)", RegexOptions.IgnoreCase)]
    private static partial Regex User();
}
