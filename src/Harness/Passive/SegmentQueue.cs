namespace Conformance.Harness.Passive;

/// <summary>One direction of a TCP connection: puts segments in order, drops what was sent twice, and says where octets are missing.</summary>
internal sealed class SegmentQueue
{
    // Behind a gap of that much the missing segment was never captured; what follows is read from there on.
    private const int MostWaiting = 4 * 1024 * 1024;

    private readonly SortedDictionary<long, ReadOnlyMemory<byte>> _waiting = [];
    private long? _next;
    private long _waitingOctets;

    /// <summary>Octets that were never captured.</summary>
    internal long Missing { get; private set; }

    /// <summary>Takes a segment and gives the octets that are now in order; the flag tells that octets are missing before them.</summary>
    internal IEnumerable<(ReadOnlyMemory<byte> Octets, bool AfterGap)> Take(CapturedPacket.TcpSegment segment, ReadOnlyMemory<byte> payload)
    {
        if (segment.Opens)
        {
            (_next, _waitingOctets) = (segment.Sequence + 1L, 0);
            _waiting.Clear();
            yield break;
        }

        if (payload.IsEmpty)
        {
            yield break;
        }

        var start = Absolute(segment.Sequence);
        _next ??= start;
        if (_waiting.TryAdd(start, payload))
        {
            _waitingOctets += payload.Length;
        }

        while (_waiting.Count > 0)
        {
            var (at, octets) = _waiting.First();
            var gap = at > _next;
            if (gap && _waitingOctets < MostWaiting)
            {
                yield break;
            }

            _waiting.Remove(at);
            _waitingOctets -= octets.Length;
            Missing += gap ? at - _next.Value : 0;
            var known = gap ? 0 : (int)Math.Min(octets.Length, _next.Value - at);
            if (known == octets.Length)
            {
                continue;
            }

            _next = at + octets.Length;
            yield return (octets[known..], gap);
        }
    }

    /// <summary>Sequence numbers start again after 2^32; the nearest place to what is due is meant.</summary>
    private long Absolute(uint sequence)
    {
        if (_next is not { } due)
        {
            return sequence;
        }

        return due + (int)(sequence - (uint)due);
    }
}
