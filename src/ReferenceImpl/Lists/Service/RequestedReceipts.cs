using Conformance.Wire.Cpim;
using Conformance.Wire.Mime;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>What an instant message asks to be told (receipts draft 3.1).</summary>
internal sealed record RequestedReceipts(CpimMessage Message, string MessageId, bool Positive, bool Negative, bool Read)
{
    /// <summary>The wishes of the first message/cpim part; null when there are none, or none that could be met.</summary>
    public static RequestedReceipts? In(IReadOnlyList<MimeEntity> payload)
    {
        if (payload.FirstOrDefault(part => part.ContentType?.Is("message/cpim") == true) is not { } part
            || !CpimMessage.TryParse(part.Content, CpimReading.Tolerant, out var message, out _)
            || message.MessageId is not { Length: > 0 } messageId
            || message.Content.ContentType?.Is(StatusReceipt.MediaType) == true)
        {
            return null;
        }

        var asked = message.ReceiptRequests;
        var wishes = new RequestedReceipts(message, messageId, Asks("positive-delivery"), Asks("negative-delivery"), Asks("read"));
        return wishes is { Positive: false, Negative: false, Read: false } ? null : wishes;

        bool Asks(string kind) => asked.Contains(kind, StringComparer.OrdinalIgnoreCase);
    }
}
