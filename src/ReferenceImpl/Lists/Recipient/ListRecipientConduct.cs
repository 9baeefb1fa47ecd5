using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists.Client;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Recipient;

/// <summary>What a recipient of list messages does, in values and decisions.</summary>
internal sealed record ListRecipientConduct
{
    /// <summary>How it behaves as a SIP element.</summary>
    public SipConduct Sip { get; init; } = new();

    /// <summary>What it does with a MESSAGE.</summary>
    public InboxConduct Inbox { get; init; } = new();

    /// <summary>What it writes to a list service when it replies through one.</summary>
    public ListClientConduct Client { get; init; } = new();

    /// <summary>The role an entry gives: without one, or with an unknown one, a blind recipient (RFC 5364 4).</summary>
    public Func<ListEntry, CopyControl> LevelOf { get; init; } = entry => entry.CopyControl ?? CopyControl.Bcc;

    /// <summary>How many an entry stands for (RFC 5364 5).</summary>
    public Func<ListEntry, long> CountOf { get; init; } = entry => entry.Count ?? 1;

    /// <summary>Whether an entry only stands for hidden people and is no address.</summary>
    public Func<ListEntry, bool> IsAnonymous { get; init; } = entry => entry.IsAnonymous;

    /// <summary>
    /// Whether a user may write to all, given the levels under which it finds itself in the history: it must be there, and not blind (RFC 5364 4).
    /// </summary>
    public Func<ResourceLists?, IReadOnlyList<CopyControl>, bool> MayReplyToAll { get; init; } =
        (_, own) => own.Any(level => level != CopyControl.Bcc);

    /// <summary>Whether the sender is sought in Reply-To before From.</summary>
    public bool HeedsReplyTo { get; init; } = true;

    /// <summary>Who gets the reply, given the sender (null when anonymous) and the visible others.</summary>
    public Func<SipUri?, IReadOnlyList<(SipUri Uri, CopyControl Level)>, IReadOnlyList<SipUri>> Targets { get; init; } = HistoryView.Targets;

    /// <summary>A last look at one of the messages of a serial reply; the received message comes first.</summary>
    public Func<ReceivedMessage, SipMessage, SipMessage> SerialReply { get; init; } = (_, reply) => reply;
}
