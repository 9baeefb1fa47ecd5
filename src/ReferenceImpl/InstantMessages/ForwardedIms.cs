namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>The messages a relay sent on and whose failure its sender wants to hear of, also long after a downstream 2xx (draft section 6.2).</summary>
internal sealed class ForwardedIms
{
    private readonly Dictionary<string, List<ForwardedIm>> _byId = new(StringComparer.Ordinal);

    public void Add(ForwardedIm im)
    {
        if (im.MessageId is not { Length: > 0 } id)
        {
            return;
        }

        if (!_byId.TryGetValue(id, out var sameId))
        {
            _byId[id] = sameId = new List<ForwardedIm>(1);
        }

        sameId.Add(im);
    }

    public void Forget(ForwardedIm im)
    {
        if (im.MessageId is { } id && _byId.TryGetValue(id, out var sameId) && sameId.Remove(im) && sameId.Count == 0)
        {
            _byId.Remove(id);
        }
    }

    /// <summary>All messages of that id: different senders may have chosen the same one.</summary>
    public IReadOnlyList<ForwardedIm> Named(string? messageId) => messageId is not null && _byId.TryGetValue(messageId, out var sameId) ? sameId : [];

    public void Clear() => _byId.Clear();
}
