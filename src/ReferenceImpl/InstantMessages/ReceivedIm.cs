namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>Where an instant message stands with its recipient.</summary>
internal enum ImState
{
    /// <summary>Accepted by a gateway, fate unknown.</summary>
    Open,

    Delivered,

    Failed,

    /// <summary>Thrown away unopened.</summary>
    Discarded,
}

/// <summary>Something that may call for receipts.</summary>
internal abstract record ImEvent
{
    private ImEvent()
    {
    }

    /// <summary>It was answered 2xx, before anything else happens to it.</summary>
    public sealed record Accepted : ImEvent;

    /// <summary>It was answered with an error.</summary>
    public sealed record Refused(int Status) : ImEvent;

    /// <summary>It is where its user will see it.</summary>
    public sealed record Delivered : ImEvent;

    /// <summary>It did not reach its user, although it was answered 2xx.</summary>
    public sealed record Lost(int Status) : ImEvent;

    /// <summary>Its user has opened it.</summary>
    public sealed record Opened : ImEvent;

    /// <summary>Its user has thrown it away unopened.</summary>
    public sealed record Discarded : ImEvent;

    /// <summary>It was delivered to a user whose reading cannot be observed.</summary>
    public sealed record OutOfSight : ImEvent;
}

/// <summary>An instant message that came in.</summary>
internal sealed class ReceivedIm
{
    /// <summary>User part it was sent to.</summary>
    public required string User { get; init; }

    /// <summary>What was in it.</summary>
    public required IncomingBody Body { get; init; }

    /// <summary>CPIM Message-ID; null when it has none, and then nothing can be said about it.</summary>
    public required string? MessageId { get; init; }

    /// <summary>The address receipts go to: CPIM From, or else SIP From.</summary>
    public required string Sender { get; init; }

    /// <summary>The address under which this recipient got it: the CPIM To that names the recipient, or else the Request-URI.</summary>
    public required string Recipient { get; init; }

    /// <summary>What its sender wants to know.</summary>
    public required ReceiptKinds Requests { get; init; }

    /// <summary>The user keeps to himself what he receives and reads (draft section 8.2).</summary>
    public required bool OptedOut { get; init; }

    /// <summary>Where it stands.</summary>
    public ImState State { get; set; }

    /// <summary>Receipt types sent: one receipt for each is all a sender gets, whatever is repeated.</summary>
    public HashSet<string> Reported { get; } = new(StringComparer.Ordinal);
}
