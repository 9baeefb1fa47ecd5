namespace Conformance.ReferenceImpl.Hosting;

/// <summary>
/// Holds a MESSAGE back while another one to the same Request-URI waits for its final response (RFC 3428 8), whoever asked for either.
/// </summary>
internal sealed class PendingMessages
{
    private readonly Dictionary<string, LinkedList<Action>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Starts the work now, or when the URI is free. Each start must be followed by one <see cref="Done"/>.</summary>
    /// <param name="isFirst">Goes before whatever waits already.</param>
    public void Enter(string uri, Action start, bool isFirst = false)
    {
        if (_waiting.TryGetValue(uri, out var queue))
        {
            _ = isFirst ? queue.AddFirst(start) : queue.AddLast(start);
            return;
        }

        _waiting[uri] = new LinkedList<Action>();
        start();
    }

    /// <summary>Frees the URI, or hands it to whoever has waited longest.</summary>
    public void Done(string uri)
    {
        if (!_waiting.TryGetValue(uri, out var queue))
        {
            return;
        }

        if (queue.First is { } next)
        {
            queue.RemoveFirst();
            next.Value();
        }
        else
        {
            _waiting.Remove(uri);
        }
    }
}
