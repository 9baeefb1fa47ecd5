using System.Text;
using Conformance.Harness.Golden;
using Conformance.Harness.Journal;

namespace Conformance.Harness.Replay;

/// <summary>
/// What the harness encrypts is other octets every time, and a system under test that passes a message on sends back those of then. Here they become those of
/// today, so that both can be compared.
/// </summary>
/// <param name="then">What the harness sent then.</param>
internal sealed class Ciphertexts(IReadOnlyList<JournalEntry> then)
{
    private readonly List<string> _then = [.. then.SelectMany(In).Distinct(StringComparer.Ordinal)];
    private readonly HashSet<string> _now = new(StringComparer.Ordinal);
    private readonly List<(string Then, string Now)> _pairs = [];

    /// <summary>The harness sends a message; the envelopes in it stand for the next ones of then that have their length.</summary>
    internal void Sent(JournalEntry now)
    {
        foreach (var envelope in In(now).Where(_now.Add))
        {
            var at = _then.FindIndex(t => t.Length == envelope.Length);
            if (at >= 0)
            {
                _pairs.Add((_then[at], envelope));
                _then.RemoveAt(at);
            }
        }
    }

    /// <summary>What came then, as it would come today.</summary>
    internal JournalEntry AsOfToday(JournalEntry came)
    {
        if (_pairs.Count == 0)
        {
            return came;
        }

        var text = Encoding.Latin1.GetString(came.Bytes.Span);
        var today = _pairs.Aggregate(text, (t, pair) => t.Replace(pair.Then, pair.Now, StringComparison.Ordinal));
        return ReferenceEquals(text, today) ? came : came with { Bytes = Encoding.Latin1.GetBytes(today) };
    }

    private static IEnumerable<string> In(JournalEntry entry)
    {
        var text = Encoding.Latin1.GetString(entry.Bytes.Span);
        return CmsPlaces.In(text).Select(place => text.Substring(place.Start, place.Length));
    }
}
