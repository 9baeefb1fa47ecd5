using Conformance.Stack.Msrp;
using Conformance.Wire.Msrp;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Which messages had another one come between their chunks, for whoever wrongly minds.</summary>
internal sealed class Interruptions
{
    private readonly Dictionary<MsrpSession, string> _begun = [];
    private readonly HashSet<string> _hit = new(StringComparer.Ordinal);

    /// <summary>Whether the message with this MSRP Message-ID was interrupted.</summary>
    public bool HaveHit(string messageId) => _hit.Contains(messageId);

    /// <summary>Takes note of a chunk.</summary>
    public MsrpArrival Note(MsrpArrival arrival)
    {
        if (arrival is { Session: { } session, Request: { Method: "SEND", HasBody: true, MessageId: { } id, Flag: var flag } })
        {
            if (_begun.Remove(session, out var open) && open != id)
            {
                _hit.Add(open);
            }

            if (flag is MsrpFlag.More)
            {
                _begun[session] = id;
            }
        }

        return arrival;
    }
}
