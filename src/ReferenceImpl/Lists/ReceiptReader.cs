using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists;

/// <summary>Tells receipts from instant messages (receipts draft 3.4).</summary>
internal static class ReceiptReader
{
    /// <summary>The receipt a MESSAGE carries; null when it is anything else.</summary>
    public static StatusReceipt? Read(SipMessage message) =>
        message.ContentType?.Is("message/cpim") == true
        && CpimMessage.TryParse(message.Body, CpimReading.Tolerant, out var cpim, out _)
        && ReceiptIdentification.Of(cpim, out var receipt) is CpimKind.DeliveryReceipt or CpimKind.ReadReceipt
            ? receipt
            : null;
}
