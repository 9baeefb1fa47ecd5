using System.Text;
using Conformance.Harness.Ledger;
using Conformance.Wire.Lists;

namespace Conformance.Harness.Oracle;

/// <summary>
/// Compares history lists with what the received lists call for. Order, prefixes, white space, the number of list elements
/// and the grouping of anonymous entries are free (A-23, A-24); URIs are compared by scheme, user and host (A-27).
/// </summary>
public static class HistoryComparison
{
    /// <summary>Lines shown of an expected or observed history; a list of ten thousand would bury the difference.</summary>
    private const int LinesShown = 40;

    /// <param name="expected">What the lists of the request call for.</param>
    /// <param name="actual">The history of one copy; null when the copy has none.</param>
    /// <param name="receiver">Whose copy it is. Null accepts any one own bcc entry where the mode admits one.</param>
    public static HistoryVerdict Compare(RecipientExpectation expected, ResourceLists? actual, MergedRecipient? receiver = null)
    {
        var judge = new HistoryJudge(expected, receiver);
        var tally = actual is null ? null : new HistoryTally(actual);
        if (actual is null || tally is null)
        {
            judge.Absent();
        }
        else
        {
            judge.Judge(actual, tally);
        }

        var items = receiver is null ? expected.History(NoOne) : expected.History(receiver);
        return new HistoryVerdict(judge.Differences, judge.Readings, Lines(items), tally is null ? "no history" : Lines(tally.Items()));
    }

    /// <summary>
    /// Compares all copies of one request, and the copies with each other: blind recipients must be treated in one way. A
    /// difference seen in several copies is told once, with all its receivers.
    /// </summary>
    public static HistoryVerdict CompareAll(RecipientExpectation expected, IEnumerable<(MergedRecipient Receiver, ResourceLists? History)> copies)
    {
        var differences = new List<HistoryDifference>();
        var readings = new HashSet<ReadingFollowed>();
        var (shownExpected, shownObserved) = ("", "");
        foreach (var (receiver, history) in copies)
        {
            var verdict = Compare(expected, history, receiver);
            differences.AddRange(verdict.Differences.Select(d => d with { Receivers = [receiver] }));
            readings.UnionWith(verdict.Readings);
            if (shownExpected.Length == 0 || (verdict.Differences.Count > 0 && differences.Count == verdict.Differences.Count))
            {
                (shownExpected, shownObserved) = (verdict.Expected, verdict.Observed);
            }
        }

        var ways = readings.Where(r => r.Id == "A-17").Select(r => r.Alternative).Order(StringComparer.Ordinal).ToList();
        if (ways.Count > 1)
        {
            differences.Add(new HistoryDifference("C5364-4-05", Severity.Fail, $"blind recipients of one request are treated in two ways: {string.Join(" / ", ways)}") { Reading = "A-17" });
        }

        return new HistoryVerdict(Joined(differences), [.. readings], shownExpected, shownObserved);
    }

    private static List<HistoryDifference> Joined(List<HistoryDifference> differences) =>
        [.. differences
            .GroupBy(d => (d.Requirement, d.Severity, d.Message))
            .Select(g => g.First() with { Receivers = [.. g.SelectMany(d => d.Receivers).Distinct()] })];

    private static string Lines(IEnumerable<HistoryItem> items)
    {
        var lines = items.Select(i => i.ToString()).Order(StringComparer.Ordinal).ToList();
        var text = new StringBuilder().AppendJoin('\n', lines.Take(LinesShown));
        return lines.Count switch
        {
            0 => "empty",
            <= LinesShown => text.ToString(),
            _ => text.Append('\n').Append(System.Globalization.CultureInfo.InvariantCulture, $"and {lines.Count - LinesShown} more").ToString(),
        };
    }

    /// <summary>Stands for an unknown receiver, who sees what all see.</summary>
    private static MergedRecipient NoOne { get; } = new()
    {
        Uri = Wire.Sip.SipUri.Parse(ResourceLists.AnonymousUri),
        Role = CopyControl.To,
        Anonymize = true,
        Entries = [],
        Spellings = [],
        MaximumCopies = 0,
        DiffersByMethod = false,
        AnonymizeConflicts = false,
    };
}
