namespace Conformance.Stack.Net;

/// <summary>
/// Timers ordered by (due, asked for first). A binary heap whose nodes know their place, so that cancelling removes them: most protocol timers are
/// cancelled, and 32-second corpses would pile up at thousands of transactions per second.
/// </summary>
internal sealed class TimerQueue
{
    private Node?[] _heap = new Node?[16];
    private long _sequence;

    public int Count { get; private set; }

    public DateTimeOffset? NextDue => _heap[0]?.Due;

    public IDisposable Add(DateTimeOffset due, Action work)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        var node = new Node(this, due, _sequence++, work);
        Rise(node, Count++);
        return node;
    }

    /// <summary>Takes the first timer if it is due at <paramref name="now"/>.</summary>
    public Action? TakeDue(DateTimeOffset now)
    {
        if (_heap[0] is not { } first || first.Due > now)
        {
            return null;
        }

        Remove(first);
        return first.Work;
    }

    private void Remove(Node node)
    {
        var hole = node.Index;
        node.Index = -1;
        var last = _heap[--Count];
        _heap[Count] = null; // lets the timer's closure go
        if (last is null || last == node)
        {
            return;
        }

        if (hole > 0 && _heap[(hole - 1) / 2] is { } parent && last.Before(parent))
        {
            Rise(last, hole);
        }
        else
        {
            Sink(last, hole);
        }
    }

    private void Rise(Node node, int at)
    {
        while (at > 0)
        {
            var up = (at - 1) / 2;
            if (_heap[up] is not { } parent || !node.Before(parent))
            {
                break;
            }

            Place(parent, at);
            at = up;
        }

        Place(node, at);
    }

    private void Sink(Node node, int at)
    {
        while (true)
        {
            var down = 2 * at + 1;
            if (down + 1 < Count && _heap[down + 1] is { } right && _heap[down] is { } left && right.Before(left))
            {
                down++;
            }

            if (down >= Count || _heap[down] is not { } child || !child.Before(node))
            {
                break;
            }

            Place(child, at);
            at = down;
        }

        Place(node, at);
    }

    private void Place(Node node, int at)
    {
        _heap[at] = node;
        node.Index = at;
    }

    private sealed class Node(TimerQueue queue, DateTimeOffset due, long sequence, Action work) : IDisposable
    {
        private readonly long _sequence = sequence;

        public DateTimeOffset Due { get; } = due;

        public Action Work { get; } = work;

        public int Index { get; set; } = -1;

        public bool Before(Node other) => Due < other.Due || (Due == other.Due && _sequence < other._sequence);

        public void Dispose()
        {
            if (Index >= 0)
            {
                queue.Remove(this);
            }
        }
    }
}
