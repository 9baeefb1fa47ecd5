namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>The instant messages whose receipts may still come. There is no time limit on receipts, so nothing leaves it by age.</summary>
internal sealed class Outbox
{
    private readonly Dictionary<(string User, string MessageId), SentIm> _sent = [];
    private readonly Dictionary<string, SentIm> _latest = new(StringComparer.Ordinal);

    public void Add(SentIm im)
    {
        _sent[(im.User, im.MessageId)] = im;
        _latest[im.User] = im;
    }

    /// <summary>The message a user sent under that id; ids are compared octet by octet.</summary>
    public SentIm? Find(string user, string? messageId) => messageId is not null && _sent.TryGetValue((user, messageId), out var im) ? im : null;

    /// <summary>What a user sent last.</summary>
    public SentIm? Latest(string user) => _latest.GetValueOrDefault(user);

    public void Clear()
    {
        _sent.Clear();
        _latest.Clear();
    }
}
