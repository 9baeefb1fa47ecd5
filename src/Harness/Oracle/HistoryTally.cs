using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Oracle;

/// <summary>A history list sorted for comparison: what is said under real URIs, and how many hidden recipients per level.</summary>
internal sealed class HistoryTally
{
    public HistoryTally(ResourceLists history)
    {
        Entries = [.. history.FlatEntries];
        foreach (var entry in Entries)
        {
            if (entry.IsAnonymous)
            {
                Anonymous.Add(entry);
            }
            else if (SipUri.TryParse(entry.Uri, out var uri))
            {
                Named.Add((entry, uri.WithoutParameter("method")));
            }
            else
            {
                Unreadable.Add(entry);
            }
        }
    }

    public IReadOnlyList<ListEntry> Entries { get; }

    public List<ListEntry> Anonymous { get; } = [];

    public List<(ListEntry Entry, SipUri Uri)> Named { get; } = [];

    public List<ListEntry> Unreadable { get; } = [];

    /// <summary>An entry without a legal level means bcc.</summary>
    public static CopyControl LevelOf(ListEntry entry) => entry.CopyControl ?? CopyControl.Bcc;

    /// <summary>How many recipients the anonymous entries of a level stand for; a missing count means 1, an illegal one as well.</summary>
    public long AnonymousAt(CopyControl level) => Anonymous.Where(e => LevelOf(e) == level).Sum(e => Math.Min(e.Count ?? 1, int.MaxValue));

    /// <summary>How the service writes several hidden recipients of one level; null when no level has several.</summary>
    public string? Grouping()
    {
        var ways = Anonymous.GroupBy(LevelOf)
            .Where(level => level.Sum(e => Math.Min(e.Count ?? 1, int.MaxValue)) > 1)
            .Select(level => level.Count() == 1 ? "grouped" : level.All(e => (e.Count ?? 1) == 1) ? "one by one" : "mixed")
            .Distinct()
            .ToList();
        return ways.Count switch { 0 => null, 1 => ways[0], _ => "mixed" };
    }

    public IEnumerable<HistoryItem> Items() =>
        Named.Select(n => new HistoryItem(LevelOf(n.Entry), n.Uri, n.Entry.Count ?? 1))
            .Concat(Anonymous.GroupBy(LevelOf).OrderByDescending(g => g.Key).Select(g => new HistoryItem(g.Key, null, AnonymousAt(g.Key))));
}
