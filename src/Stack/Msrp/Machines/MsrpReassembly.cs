using Conformance.Wire;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp.Machines;

/// <summary>What a chunk did to its message.</summary>
public enum MsrpAssembly
{
    /// <summary>More is needed.</summary>
    Partial,

    /// <summary>The message is complete.</summary>
    Complete,

    /// <summary>A SEND without body that is no part of anything: it opens or keeps a session, and there is nothing to show.</summary>
    NoContent,

    /// <summary>The peer gave the message up.</summary>
    Aborted,

    /// <summary>Over the size limit, by its own word or in fact.</summary>
    TooLarge,

    /// <summary>Too many messages are incomplete.</summary>
    TooMany,

    /// <summary>Byte-Range is no range, or starts below 1.</summary>
    BadRange,
}

/// <summary>
/// Puts messages together from SEND chunks by Message-ID (RFC 4975 7.3.1), in whatever order, size and overlap they come.
/// </summary>
/// <param name="limits"><see cref="WireLimits.MessageBytes"/> bounds one message, overlapping octets counted each time.</param>
/// <param name="openMessages">Incomplete messages held at a time.</param>
public sealed class MsrpReassembly(WireLimits limits, int openMessages)
{
    // Enough to recognise what a peer resends after a failure; older ids are forgotten.
    private const int RememberedIds = 1024;

    private readonly Dictionary<string, IncomingMessage> _open = [];
    private readonly HashSet<string> _done = [];
    private readonly Queue<string> _doneInOrder = [];

    /// <summary>Incomplete messages.</summary>
    public int OpenMessages => _open.Count;

    /// <summary>Takes one SEND with a Message-ID.</summary>
    /// <param name="message">The whole message when complete.</param>
    public MsrpAssembly Take(MsrpMessage chunk, out MsrpReceived? message)
    {
        message = null;
        var id = chunk.MessageId ?? throw new ArgumentException("A chunk without Message-ID belongs to nothing.", nameof(chunk));
        if (chunk.Flag == MsrpFlag.Aborted)
        {
            _open.Remove(id);
            return MsrpAssembly.Aborted;
        }

        var range = chunk.ByteRange;
        if (range is null ? chunk.Has("Byte-Range") : range.Value.Start < 1)
        {
            return MsrpAssembly.BadRange;
        }

        var start = range?.Start ?? 1;
        var isOpen = _open.TryGetValue(id, out var incoming);
        if (start == 1 && chunk.Flag == MsrpFlag.Last && !isOpen)
        {
            return TakeWhole(chunk, id, out message);
        }

        if (range?.Total > limits.MessageBytes)
        {
            _open.Remove(id);
            return MsrpAssembly.TooLarge;
        }

        if (incoming is null)
        {
            if (_open.Count >= openMessages)
            {
                return MsrpAssembly.TooMany;
            }

            _open[id] = incoming = new IncomingMessage(chunk, limits.MessageBytes);
        }

        return Add(incoming, id, start, chunk, out message);
    }

    private MsrpAssembly TakeWhole(MsrpMessage chunk, string id, out MsrpReceived? message)
    {
        message = null;
        if (chunk.Body.Length > limits.MessageBytes)
        {
            return MsrpAssembly.TooLarge;
        }

        message = new MsrpReceived(id, chunk.Body, chunk, chunk, 1, !Remember(id));
        return chunk.HasBody ? MsrpAssembly.Complete : MsrpAssembly.NoContent;
    }

    private MsrpAssembly Add(IncomingMessage incoming, string id, long start, MsrpMessage chunk, out MsrpReceived? message)
    {
        message = null;
        var isLast = chunk.Flag == MsrpFlag.Last;
        if (!incoming.Add(start, chunk.Body.Span, isLast))
        {
            if (isLast)
            {
                _open.Remove(id);
            }

            return MsrpAssembly.TooLarge;
        }

        if (incoming.Complete() is not { } body)
        {
            return MsrpAssembly.Partial;
        }

        _open.Remove(id);
        message = new MsrpReceived(id, body, incoming.First, chunk, incoming.Chunks, !Remember(id));
        return MsrpAssembly.Complete;
    }

    private bool Remember(string id)
    {
        if (!_done.Add(id))
        {
            return false;
        }

        _doneInOrder.Enqueue(id);
        if (_doneInOrder.Count > RememberedIds)
        {
            _done.Remove(_doneInOrder.Dequeue());
        }

        return true;
    }
}
