using System.Net;
using Conformance.Harness.Journal;
using Conformance.Harness.Results;

namespace Conformance.Harness.Replay;

/// <summary>All that a journal has of one case: how it began, what happened to it from outside, what the harness sent, and how it was judged.</summary>
/// <param name="Begun">Its beginning.</param>
/// <param name="Events">What came from outside, in order: octets, completed actions, sights, the fate of connections.</param>
/// <param name="Sent">The octets that the harness sent, in order.</param>
/// <param name="Asked">The control actions that were asked for, in order.</param>
/// <param name="Result">The last word of the run on it.</param>
/// <param name="ByTheRun">True when that rests on what the run knew beside the case.</param>
public sealed record RecordedCase(
    CaseBegun Begun,
    IReadOnlyList<JournalRecord> Events,
    IReadOnlyList<JournalEntry> Sent,
    IReadOnlyList<ActionAsked> Asked,
    CaseResult Result,
    bool ByTheRun)
{
    /// <summary>Id of the case.</summary>
    public string Id => Result.Id;

    /// <summary>The cases that ended, in order of their ids. Of a case that ran more than once, the attempt that ended last.</summary>
    public static IReadOnlyList<RecordedCase> In(IEnumerable<JournalRecord> journal)
    {
        var open = new Dictionary<string, Attempt>(StringComparer.Ordinal);
        var ended = new Dictionary<string, RecordedCase>(StringComparer.Ordinal);
        var streams = new Streams();
        var lost = new List<TimeLost>();
        foreach (var record in journal)
        {
            switch (record)
            {
                case CaseBegun { Case: { } id } begun:
                    open[id] = new Attempt(begun);
                    break;
                case TimeLost time:
                    lost.Add(time);
                    break;
                case StreamEvent stream:
                    streams.Add(stream);
                    break;
                case CaseEnded over when open.TryGetValue(over.Result.Id, out var attempt):
                    ended[over.Result.Id] = attempt.End(over, streams, lost);
                    break;
                case { Case: { } id } when open.TryGetValue(id, out var attempt):
                    attempt.Add(record);
                    break;
            }
        }

        return [.. ended.Values.OrderBy(c => c.Id, StringComparer.Ordinal)];
    }

    /// <summary>Connections belong to no case, since cases share them; a case takes part in the fate of those that it used.</summary>
    private sealed class Streams
    {
        private readonly Dictionary<(IPEndPoint? Local, IPEndPoint Remote), List<StreamEvent>> _byEnds = [];

        internal void Add(StreamEvent stream)
        {
            // Those that did not come about are known by where they were to lead.
            var ends = (stream.What is "refused" or "unsent" ? null : stream.Local, stream.Remote);
            if (!_byEnds.TryGetValue(ends, out var events))
            {
                _byEnds[ends] = events = [];
            }

            events.Add(stream);
        }

        internal IEnumerable<StreamEvent> Of(IPEndPoint? local, IPEndPoint remote) => _byEnds.GetValueOrDefault((local, remote)) ?? [];
    }

    private sealed class Attempt(CaseBegun begun)
    {
        private readonly List<JournalRecord> _events = [];
        private readonly List<JournalEntry> _sent = [];
        private readonly List<ActionAsked> _asked = [];

        internal void Add(JournalRecord record)
        {
            switch (record)
            {
                case JournalEntry { Inbound: false } entry:
                    _sent.Add(entry);
                    break;
                case ActionAsked asked:
                    _asked.Add(asked);
                    break;
                default:
                    _events.Add(record);
                    break;
            }
        }

        internal RecordedCase End(CaseEnded ended, Streams streams, List<TimeLost> lost)
        {
            var used = _sent.Concat(_events.OfType<JournalEntry>()).Where(e => e.Channel != "udp").Select(e => (e.Local, e.Remote)).Distinct();
            var fates = used.SelectMany(ends => streams.Of(ends.Local, ends.Remote))
                .Concat(Peers().SelectMany(remote => streams.Of(null, remote)))
                .Where(e => e.Sequence > begun.Sequence);
            return new RecordedCase(begun, [.. _events.Concat(fates).Concat(lost.Where(t => t.Sequence > begun.Sequence)).OrderBy(e => e.Sequence)], [.. _sent], [.. _asked], ended.Result, ended.ByTheRun);
        }

        private IEnumerable<IPEndPoint> Peers() =>
            new[] { begun.Bed.SutSip, begun.Bed.SutMsrp }.OfType<IPEndPoint>().Concat(_sent.Select(e => e.Remote)).Distinct();
    }
}
