namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>What came in for one user, and what this user has decided.</summary>
internal sealed class Inbox
{
    private readonly Dictionary<(string Sender, string MessageId), ReceivedIm> _known = [];
    private readonly List<ReceivedIm> _messages = [];

    /// <summary>Acts as a gateway: messages are accepted and their fate is decided later.</summary>
    public bool Holding { get; set; }

    /// <summary>The status messages are refused with; 0 takes them.</summary>
    public int RefusesWith { get; set; }

    /// <summary>Reads cannot be observed.</summary>
    public bool ReadsOutOfSight { get; set; }

    /// <summary>The user wants no receipts sent.</summary>
    public bool OptedOut { get; set; }

    /// <summary>The user wants no receipts sent that say what was read.</summary>
    public bool KeepsReadingQuiet { get; set; }

    /// <summary>Keeps a message.</summary>
    /// <returns>False when the same sender's message of that id is here already: a copy that came as a transaction of its own.</returns>
    public bool Add(ReceivedIm im)
    {
        if (im.MessageId is { Length: > 0 } id && !_known.TryAdd((im.Sender, id), im))
        {
            return false;
        }

        _messages.Add(im);
        return true;
    }

    /// <summary>Messages of that id, newest first; those without one when it is empty.</summary>
    public IReadOnlyList<ReceivedIm> Named(string messageId) => [.. _messages.Where(im => (im.MessageId ?? "") == messageId).Reverse()];
}
