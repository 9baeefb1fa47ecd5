using Conformance.ReferenceImpl.Hosting;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>
/// An instant message to a hidden list, sent on as the list's own so that members' receipts come back here, and what they said so far (receipts
/// draft 8.2). Each member gets a Message-ID of its own: whoever answers with it is that member, whatever the receipt says.
/// </summary>
internal sealed class AnchoredMessage(ListRequest request, RequestedReceipts asked, SipHost host, ReceiptSender receipts, ListReceiptConduct conduct)
{
    private readonly HashSet<int> _delivered = [];
    private readonly HashSet<int> _read = [];
    private readonly HashSet<ReceiptClass> _reported = [];

    /// <summary>Called with each copy's Message-ID before it leaves: receipts that name it are about that copy.</summary>
    public required Action<string, AnchoredMessage, Copy> Expects { get; init; }

    /// <summary>The message as the list sends it: same content and headers, other From, To and Message-ID.</summary>
    public CopyBody BodyFor(Copy copy)
    {
        var messageId = host.Ids.MessageId();
        Expects(messageId, this, copy);
        var original = asked.Message;
        var body = original.Edit()
            .Set("From", new CpimAddress(original.From?.DisplayName, host.ContactOf(request.User)).ToString())
            .Remove("cc")
            .Set("To", new CpimAddress(null, copy.Recipient.PublicUri).ToString())
            .Set("Message-ID", messageId)
            .Set("Receipt-Request", conduct.AskedOfMembers(original.ReceiptRequest ?? ""))
            .ToBytes();
        return new CopyBody([("Content-Type", "message/cpim")], body);
    }

    /// <summary>A copy could not be delivered.</summary>
    public void OnOutcome(Copy copy, MessageOutcome outcome)
    {
        if (outcome.Failed)
        {
            OnFailure(copy, outcome.Status);
        }
    }

    /// <summary>A member has reported. Reports count once per member, and a failure ends all hope for the positive ones.</summary>
    public void OnReceipt(Copy copy, StatusReceipt receipt)
    {
        if (conduct.PassedOn(receipt with { MessageId = asked.MessageId }) is { } passed)
        {
            receipts.Send(passed, asked.Message, request.User);
            return;
        }

        switch (receipt.Class)
        {
            case ReceiptClass.Positive when asked.Positive && (!asked.Read || conduct.TellsOfDeliveryBesideReading) && _delivered.Add(copy.Number) && IsAll(_delivered):
                Report(ReceiptClass.Positive, StatusReceipt.Delivery(asked.MessageId, null, 200), copy);
                break;
            case ReceiptClass.Read when asked.Read && _read.Add(copy.Number) && IsAll(_read):
                Report(ReceiptClass.Read, StatusReceipt.Read(asked.MessageId, null), copy);
                break;
            case ReceiptClass.Negative:
                OnFailure(copy, receipt.StatusCode ?? 480);
                break;
        }
    }

    private bool IsAll(HashSet<int> members) => members.Count == conduct.Quorum(request.Copies.Count);

    private void OnFailure(Copy copy, int status)
    {
        if (asked.Negative && conduct.TellsOfFailure)
        {
            Report(ReceiptClass.Negative, StatusReceipt.Delivery(asked.MessageId, null, status), copy);
        }
    }

    private void Report(ReceiptClass kind, StatusReceipt receipt, Copy last)
    {
        if (!_reported.Add(kind))
        {
            return;
        }

        for (var i = 0; i < conduct.Copies; i++)
        {
            var member = last.Recipient.Uri;
            receipts.Send(conduct.ForAll(receipt, member), asked.Message, request.User, conduct.Author(host.ContactOf(request.User), member));
        }
    }
}
