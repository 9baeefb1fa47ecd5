using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>When a recipient owes its sender a receipt (draft sections 3.3, 6.1.3.1 and 8.2).</summary>
internal static class ReceiptDuty
{
    /// <summary>
    /// The receipts due because of an event: of a kind that was asked for, about a message that has an id, from a user who has not opted out. An
    /// answer by itself never calls for one, be it 2xx or an error.
    /// </summary>
    public static IEnumerable<StatusReceipt> Of(ReceivedIm im, ImEvent happened)
    {
        if (im.MessageId is not { Length: > 0 } || im.OptedOut)
        {
            return [];
        }

        return happened switch
        {
            ImEvent.Delivered when im.Requests.HasFlag(ReceiptKinds.Positive) => [Delivered(im)],
            ImEvent.Lost lost when im.Requests.HasFlag(ReceiptKinds.Negative) => [Lost(im, lost.Status)],
            ImEvent.Opened when im.Requests.HasFlag(ReceiptKinds.Read) => [Opened(im)],
            ImEvent.OutOfSight when im.Requests.HasFlag(ReceiptKinds.Read) => [OutOfSight(im)],
            _ => [],
        };
    }

    public static StatusReceipt Delivered(ReceivedIm im) => With("The message has been delivered", StatusReceipt.Delivery(im.MessageId ?? "", im.Recipient, 200));

    public static StatusReceipt Lost(ReceivedIm im, int status) =>
        With("The message could not be delivered", StatusReceipt.Delivery(im.MessageId ?? "", im.Recipient, status));

    public static StatusReceipt Opened(ReceivedIm im) => With("The message has been read", StatusReceipt.Read(im.MessageId ?? "", im.Recipient));

    public static StatusReceipt OutOfSight(ReceivedIm im) =>
        With("Whether the message has been read cannot be known", StatusReceipt.Read(im.MessageId ?? "", im.Recipient, 485));

    private static StatusReceipt With(string note, StatusReceipt receipt) => receipt with { Notes = [new ReceiptNote(note, "en")] };
}
