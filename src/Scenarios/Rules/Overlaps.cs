using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;

namespace Conformance.Scenarios.Rules;

/// <summary>MESSAGE requests that left while another one to the same Request-URI had no final response yet (RFC 3428 8).</summary>
internal sealed class Overlaps
{
    // A transaction without an answer is over 64*T1 after its request left (RFC 3261 17.1.2.2, timer F). When it left is known to its
    // sender only: a request that was long on its way looks younger than it is, so half of that time is what can be judged here.
    private const int TransactionT1 = 32;

    private readonly Dictionary<Observed, Observed> _earlier = new(ReferenceEqualityComparer.Instance);

    internal Overlaps(Trace trace, IReadOnlyDictionary<Observed, Observed> finals)
    {
        var last = new Dictionary<(string From, string Uri), Observed>();
        var lifetime = TransactionT1 * trace.Pixit.T1;
        foreach (var message in trace.Messages)
        {
            // What an intermediary forwards without state is a transaction of the sender's, not of its own (RFC 3261 16.11).
            if (message is not { IsRequest: true, Retransmission: false, Sip: { Method: "MESSAGE" } sip }
                || (trace.Seat == Seat.ImIntermediary && message is { FromSut: true, Kind: MessageKind.Receipt } && message.IsPassedOn(trace)))
            {
                continue;
            }

            var key = (message.From.Name, sip.RequestUriText);
            if (last.TryGetValue(key, out var before) && message.At - before.At < lifetime
                && (!finals.TryGetValue(before, out var final) || final.Index > message.Index)
                && !before.IsPassedOn(trace) && !message.IsPassedOn(trace))
            {
                _earlier[message] = before;
            }

            last[key] = message;
        }
    }

    /// <summary>The request that was still pending when this one left; null for none.</summary>
    public Observed? PendingAt(Observed message) => _earlier.GetValueOrDefault(message);
}
