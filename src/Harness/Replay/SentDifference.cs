using System.Text;
using Conformance.Harness.Golden;
using Conformance.Harness.Journal;

namespace Conformance.Harness.Replay;

/// <summary>Compares what the harness sends today with what it sent then.</summary>
internal static class SentDifference
{
    /// <summary>
    /// The first message that stands on one side alone, in one line; null when both sides sent the same. How often a message was repeated depends on
    /// the load of the machine and does not count; nor do values that a password, which no journal has, goes into.
    /// </summary>
    /// <param name="then">What it sent in the case then.</param>
    /// <param name="now">What it sends today.</param>
    /// <param name="late">What it sends when the case has ended; then, that may have been a moment earlier, or later.</param>
    /// <param name="parties">The names that user parts begin with.</param>
    internal static string? Between(IReadOnlyList<JournalEntry> then, IReadOnlyList<JournalEntry> now, IReadOnlyList<JournalEntry> late, IReadOnlyList<string> parties)
    {
        var (before, today, after) = (Distinct(then), Distinct(now), Distinct([.. now, .. late]));
        if (!before.Except(after, StringComparer.Ordinal).Any() && !today.Except(before, StringComparer.Ordinal).Any())
        {
            return null;
        }

        string[] namedBefore = Named(before, parties), namedAfter = Named(after, parties), namedToday = namedAfter[..today.Length];
        return namedBefore.Except(namedAfter, StringComparer.Ordinal).FirstOrDefault() is { } missing ? $"it does not send {FirstLine(missing)}"
            : namedToday.Except(namedBefore, StringComparer.Ordinal).FirstOrDefault() is { } added ? $"it sends {FirstLine(added)}, which it did not send then"
            : null;
    }

    private static string[] Distinct(IReadOnlyList<JournalEntry> entries) =>
        [.. entries.Select(e => Encoding.Latin1.GetString(e.Bytes.Span)).Distinct(StringComparer.Ordinal)];

    private static string[] Named(string[] messages, IReadOnlyList<string> parties)
    {
        var names = new StableNames(messages, parties);
        return [.. messages.Select((_, i) => names.Message(i))];
    }

    private static string FirstLine(string message)
    {
        var end = message.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? message : message[..end];
    }
}
