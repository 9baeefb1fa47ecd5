using Conformance.ReferenceImpl.Hosting;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>An instant message that was sent and may earn receipts.</summary>
internal sealed class SentIm
{
    /// <summary>User part of the sender.</summary>
    public required string User { get; init; }

    public required string MessageId { get; init; }

    /// <summary>What was asked for.</summary>
    public required ReceiptKinds Requests { get; init; }

    /// <summary>Who it was meant for, as the user gave them.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Who else had it in hand: the next hop or list service, when one was named. It may report in a recipient's stead.</summary>
    public required string? Via { get; init; }

    public required DateTimeOffset Sent { get; init; }

    /// <summary>Sends it once more, under the same id.</summary>
    public required Action Repeat { get; init; }

    /// <summary>At least one receipt was believed.</summary>
    public bool Confirmed { get; set; }

    /// <summary>The recipient of that address, in the user's spelling; null when there is none.</summary>
    public string? RecipientAt(string address) => Recipients.FirstOrDefault(recipient => SipAddresses.SameUser(address, recipient));

    /// <summary>Whether the address is one this message went to.</summary>
    public bool WentTo(string address) =>
        RecipientAt(address) is not null || (Via is not null && SipAddresses.SameUser(address, Via));
}
