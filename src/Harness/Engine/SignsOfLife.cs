using Conformance.Harness.Dsl;
using Conformance.Stack;
using Conformance.Stack.Sip;

namespace Conformance.Harness.Engine;

/// <summary>
/// When something was last heard from the system under test in each seat, and which requests it has not answered: what there is to say about one that
/// falls silent.
/// </summary>
internal sealed class SignsOfLife
{
    // More requests without an answer than these say nothing more about the one that matters.
    private const int MostOpen = 10_000;

    // What was sent that long before the last sign of life has been worked off, or was never going to be answered.
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(Seat Seat, TransportKind Transport), DateTimeOffset> _heard = [];
    private readonly HashSet<Seat> _answersOptions = [];
    private readonly Dictionary<string, OpenRequest> _open = new(StringComparer.Ordinal);

    /// <summary>True when anything ever came from that seat over that transport.</summary>
    internal bool HasBeenHeard(Seat seat, TransportKind transport) => _heard.ContainsKey((seat, transport));

    /// <summary>When something last came from that seat; null for never.</summary>
    internal DateTimeOffset? LastHeard(Seat seat)
    {
        DateTimeOffset? last = null;
        foreach (var (place, at) in _heard)
        {
            last = place.Seat == seat && (last is null || at > last) ? at : last;
        }

        return last;
    }

    internal void Heard(Seat seat, TransportKind transport, DateTimeOffset at) => _heard[(seat, transport)] = at;

    internal void Heard(Seat seat, SipPacket packet)
    {
        Heard(seat, packet.Transport, packet.Time);
        if (packet.Message is { IsResponse: true, TopVia.Branch: { } branch })
        {
            _open.Remove(branch);
            if (packet.Message.Method == "OPTIONS")
            {
                _answersOptions.Add(seat);
            }
        }
    }

    /// <summary>True when that seat ever answered an OPTIONS: from then on, to leave one without an answer means something.</summary>
    internal bool AnswersOptions(Seat seat) => _answersOptions.Contains(seat);

    internal void Sent(CaseRun run, SipPacket packet)
    {
        if (packet.Message is { IsRequest: true, TopVia.Branch: { } branch } message && message.Method != "ACK" && _open.Count < MostOpen)
        {
            _open.TryAdd(branch, new OpenRequest(run.Case.Assignment.Seat, run.Case.Id, packet));
        }
    }

    /// <summary>What it had been given when it fell silent and had not answered, in the order in which it was sent.</summary>
    internal IReadOnlyList<OpenRequest> OpenSince(Seat seat, DateTimeOffset? silence) =>
        [.. _open.Values.Where(r => r.Seat == seat && (silence is null || r.Packet.Time >= silence - UnderWay)).OrderBy(r => r.Packet.Time)];

    /// <summary>Forgets the requests of a seat that has been restarted.</summary>
    internal void Forget(Seat seat)
    {
        foreach (var branch in _open.Where(r => r.Value.Seat == seat).Select(r => r.Key).ToArray())
        {
            _open.Remove(branch);
        }
    }
}

/// <summary>A request that got no response.</summary>
internal sealed record OpenRequest(Seat Seat, string CaseId, SipPacket Packet);
