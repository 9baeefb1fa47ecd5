using Conformance.Harness.Journal;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>
/// Which messages the sealed octets carry. What was sent at a time left in the next octets of its connection; what was read at a time had come in the last
/// ones before it.
/// </summary>
internal sealed class SealedComments
{
    // More names than these make a comment that nobody reads; a burst of cases goes out in one record.
    private const int Most = 20;

    private readonly Dictionary<SealedPiece, List<string>> _comments = [];

    /// <param name="traffic">The octets.</param>
    /// <param name="entries">The messages.</param>
    /// <param name="describe">What to say of one.</param>
    internal SealedComments(SealedTraffic traffic, IEnumerable<JournalEntry> entries, Func<JournalEntry, string> describe)
    {
        var pieces = traffic.Pieces.GroupBy(p => (p.Connection, p.Inbound)).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var entry in entries)
        {
            if (traffic.ConnectionOf(entry) is { IsOpen: true } connection
                && pieces.TryGetValue((connection, entry.Inbound), out var way)
                && (entry.Inbound ? LastUpTo(way, entry.At) : FirstFrom(way, entry.At)) is { } piece)
            {
                if (!_comments.TryGetValue(piece, out var known))
                {
                    _comments[piece] = known = [];
                }

                known.Add(describe(entry));
            }
        }
    }

    /// <summary>What to say of some octets.</summary>
    internal string Of(SealedPiece piece)
    {
        var direction = piece.Inbound ? "received" : "sent";
        if (!_comments.TryGetValue(piece, out var messages))
        {
            return $"TLS ({direction} by the harness)";
        }

        var told = string.Join("\n", messages.Distinct(StringComparer.Ordinal).Take(Most));
        return messages.Count > Most ? $"{told}\n{messages.Count} messages" : told;
    }

    private static SealedPiece? LastUpTo(SealedPiece[] way, DateTimeOffset at)
    {
        var next = Above(way, at);
        return next > 0 ? way[next - 1] : null;
    }

    private static SealedPiece? FirstFrom(SealedPiece[] way, DateTimeOffset at)
    {
        var next = Above(way, at.AddTicks(-1));
        return next < way.Length ? way[next] : null;
    }

    /// <summary>Index of the first that crossed later.</summary>
    private static int Above(SealedPiece[] way, DateTimeOffset at)
    {
        var (low, high) = (0, way.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = way[middle].At > at ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
