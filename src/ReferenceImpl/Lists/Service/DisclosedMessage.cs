using Conformance.ReferenceImpl.Hosting;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>
/// An instant message that went on to recipients whom its sender named, and which of them are known to have missed it. A recipient that took its copy and
/// reports a failure here later is reported to the sender, who asked for that (receipts draft 6.2).
/// </summary>
internal sealed class DisclosedMessage(ListRequest request)
{
    private readonly HashSet<int> _failed = [];

    /// <summary>Notes that a copy could not be delivered.</summary>
    /// <returns>False when that was known.</returns>
    public bool Fails(Copy copy) => _failed.Add(copy.Number);

    /// <summary>The copy whose recipient says that it failed; null where the receipt says something else, or comes from somebody who got none.</summary>
    public Copy? FailedBy(string sender, StatusReceipt receipt) => receipt.Class is ReceiptClass.Negative
        ? request.Copies.FirstOrDefault(copy => SipAddresses.SameUser(copy.Recipient.PublicUri, sender))
        : null;
}
