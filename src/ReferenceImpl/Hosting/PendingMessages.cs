namespace Conformance.ReferenceImpl.Hosting;

/// <summary>
/// Holds a MESSAGE back while another one to the same Request-URI waits for its final response (RFC 3428 8), whoever asked for either.
/// </summary>
internal sealed class PendingMessages
{
    private readonly Dictionary<string, Queue<Action>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Starts the work now, or when the URI is free. Each start must be followed by one <see cref="Done"/>.</summary>
    public void Enter(string uri, Action start)
    {
        if (_waiting.TryGetValue(uri, out var queue))
        {
            queue.Enqueue(start);
            return;
        }

        _waiting[uri] = new Queue<Action>(0);
        start();
    }

    /// <summary>Frees the URI, or hands it to whoever has waited longest.</summary>
    public void Done(string uri)
    {
        if (!_waiting.TryGetValue(uri, out var queue))
        {
            return;
        }

        if (queue.TryDequeue(out var next))
        {
            next();
        }
        else
        {
            _waiting.Remove(uri);
        }
    }
}
