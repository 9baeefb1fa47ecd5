using Conformance.Stack.Msrp;
using Conformance.Wire.Msrp;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>What came of messages that never were complete, for whoever wrongly makes something of them.</summary>
internal sealed class Fragments
{
    private readonly Dictionary<string, List<MsrpMessage>> _open = new(StringComparer.Ordinal);
    private readonly Action<MsrpReceived> _take;

    private Fragments(Action<MsrpReceived> take) => _take = take;

    /// <summary>Collects those of a session, and hands over what remains when a message is given up or the connection breaks.</summary>
    public static void Of(MsrpSession session, Action<MsrpReceived> take)
    {
        var fragments = new Fragments(take);
        session.Request += fragments.Keep;
        session.MessageAborted += fragments.Give;
        session.Closed += _ => fragments.GiveAll();
    }

    private void Keep(MsrpMessage chunk)
    {
        if (chunk is not { Method: "SEND", HasBody: true, MessageId: { } id })
        {
            return;
        }

        if (chunk.Flag is MsrpFlag.Last)
        {
            _open.Remove(id);
        }
        else if (chunk.Flag is MsrpFlag.More)
        {
            _open.TryAdd(id, []);
            _open[id].Add(chunk);
        }
    }

    private void GiveAll()
    {
        foreach (var id in _open.Keys.ToArray())
        {
            Give(id);
        }
    }

    private void Give(string id)
    {
        if (_open.Remove(id, out var chunks))
        {
            _take(new MsrpReceived(id, chunks.SelectMany(chunk => chunk.Body.ToArray()).ToArray(), chunks[0], chunks[^1], chunks.Count, IsDuplicate: false));
        }
    }
}
