using Conformance.Harness.Evidence;
using Conformance.Harness.Oracle;
using Conformance.Wire.Lists;

namespace Conformance.Scenarios.Rules;

/// <summary>
/// The verdicts about the histories of one list request. Services send the same history to (nearly) all recipients, so equal octets are
/// compared once; the receiver is looked at where it can make a difference.
/// </summary>
internal sealed class HistoryBook(RecipientExpectation expectation)
{
    // A service that gets a big list wrong gets it wrong for all alike; a few copies show it.
    private const int ReceiversLookedAt = 64;

    private static readonly HistoryVerdict Right = new([], [], "", "");

    private readonly Dictionary<ReadOnlyMemory<byte>, Page> _pages = new(new SameOctets());
    private readonly Page _absent = new(HistoryComparison.Compare(expectation, null), null);
    private ListPart? _latest;
    private Page? _latestPage;

    /// <summary>The verdict about the history of a copy.</summary>
    public HistoryVerdict For(CopyView copy)
    {
        if (copy.History is not { } part)
        {
            return _absent.Verdict;
        }

        var page = PageOf(part);
        if (page.Document is null || (page.SuitsAll && expectation.Mode is not BccMode.Self) || copy.Recipient is not { } receiver)
        {
            return page.Verdict;
        }

        return page.LookedAt++ < ReceiversLookedAt ? HistoryComparison.Compare(expectation, page.Document, receiver) : page.Verdict;
    }

    /// <summary>A dozen rules ask for the same history, one after the other; its octets are looked up for the first.</summary>
    private Page PageOf(ListPart part)
    {
        if (_latestPage is { } latest && ReferenceEquals(part, _latest))
        {
            return latest;
        }

        if (!_pages.TryGetValue(part.Part.Bytes, out var page))
        {
            _pages.Add(part.Part.Bytes, page = PageOf(part.Document));
        }

        (_latest, _latestPage) = (part, page);
        return page;
    }

    private Page PageOf(ResourceLists? document) => document is null
        ? new Page(Right, null)
        : new Page(HistoryComparison.Compare(expectation, document), document)
        {
            NamesBlind = document.FlatEntries.Any(e => e is { IsAnonymous: false, CopyControl: null or CopyControl.Bcc }),
        };

    /// <param name="verdict">What holds whoever gets it.</param>
    /// <param name="document">The history; null when it is missing or cannot be read, which other rules judge.</param>
    private sealed class Page(HistoryVerdict verdict, ResourceLists? document)
    {
        public HistoryVerdict Verdict { get; } = verdict;

        public ResourceLists? Document { get; } = document;

        public bool NamesBlind { get; init; }

        public int LookedAt { get; set; }

        public bool SuitsAll => !NamesBlind && Verdict.Differences.Count == 0;
    }
}
