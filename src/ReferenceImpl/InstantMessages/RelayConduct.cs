using Conformance.ReferenceImpl.Hosting;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>What a relay does with a receipt that is addressed to somebody else.</summary>
internal enum ReceiptPassage
{
    /// <summary>Forwards it without state (draft section 6.2, RFC 3261 16.11).</summary>
    Stateless,

    /// <summary>Answers it and sends it on as a request of its own.</summary>
    Stored,

    /// <summary>Answers it, and that was it.</summary>
    Dropped,

    /// <summary>Answers it and writes a receipt of its own that says the same.</summary>
    Replaced,
}

/// <summary>All that a relay decides, each default as the documents want it.</summary>
internal sealed record RelayConduct
{
    public SipConduct Sip { get; init; } = new();

    public ReceiptConduct Receipts { get; init; } = new();

    /// <summary>The message/cpim entity of an instant message; null for other bodies, about which a relay reports nothing.</summary>
    public Func<SipMessage, CpimMessage?> Examine { get; init; } = message =>
        message.ContentType?.Is("message/cpim") == true && CpimMessage.TryParse(message.Body, CpimReading.Tolerant, out var cpim, out _) ? cpim : null;

    /// <summary>What the sender asks for.</summary>
    public Func<CpimMessage, ReceiptKinds> Requests { get; init; } = ReceiptRequest.Of;

    /// <summary>
    /// What is reported when the message has ended with a final status downstream: a failure to those who asked for failures, and a 2xx to nobody,
    /// for a failure may still follow (draft section 6.2).
    /// </summary>
    public Func<ForwardedIm, int, StatusReceipt?> Report { get; init; } =
        (im, status) => status >= 400 && im.Requests.HasFlag(ReceiptKinds.Negative) ? NotDelivered(im, status) : null;

    /// <summary>What is reported when the relay itself refuses the message: nothing, for the response says it (draft section 6.2).</summary>
    public Func<ForwardedIm, int, StatusReceipt?> ReportRefusal { get; init; } = (_, _) => null;

    /// <summary>What is reported when the failure was passed back to the sender as the response: nothing, for the same reason.</summary>
    public Func<ForwardedIm, int, StatusReceipt?> ReportPassedUp { get; init; } = (_, _) => null;

    /// <summary>The message that an outcome from downstream belongs to: the one that was sent on there, whatever else is known under its Message-ID.</summary>
    public Func<ForwardedIm, ForwardedIms, ForwardedIm> Concerned { get; init; } = (im, _) => im;

    /// <summary>Whether nothing is reported yet, since the response says when to try again.</summary>
    public Func<SipMessage?, bool> WaitsToRetry { get; init; } = _ => false;

    /// <summary>Whether the first contact of a redirection is tried (RFC 3261 16.5); the draft says nothing of redirections.</summary>
    public bool FollowsRedirections { get; init; } = true;

    /// <summary>Whether a message that went to several contacts of one recipient is reported once, when all of them have answered.</summary>
    public bool JoinsBranches { get; init; } = true;

    /// <summary>Addresses a report goes to.</summary>
    public Func<ForwardedIm, IEnumerable<string>> Addressees { get; init; } = im => [im.Sender];

    /// <summary>How long a report waits after the final response that calls for it.</summary>
    public TimeSpan ReportDelay { get; init; }

    /// <summary>Whether a message is remembered after its final status, for the negative receipt that may follow a 2xx.</summary>
    public Func<int, bool> Remembers { get; init; } = _ => true;

    /// <summary>Whether a negative receipt to this relay is about a message it sent on, and from the party it sent it to (draft section 8.1).</summary>
    public Func<ReceivedReceipt, ForwardedIm, bool> Believes { get; init; } = (receipt, im) =>
        SipAddresses.SameUser(receipt.Sender, im.Recipient) || SipAddresses.SameUser(receipt.Sender, im.Target);

    /// <summary>How a receipt for somebody else is passed on.</summary>
    public Func<StatusReceipt?, ReceiptPassage> Passes { get; init; } = _ => ReceiptPassage.Stateless;

    /// <summary>Whether a receipt for somebody else is forwarded; retransmissions are, since a stateless proxy cannot tell them.</summary>
    public Func<SipMessage, bool> Forwards { get; init; } = _ => true;

    /// <summary>The last look at whatever is sent on, message or receipt.</summary>
    public Func<SipMessageBuilder, SipMessage, SipMessageBuilder> Onward { get; init; } = (message, _) => message;

    /// <summary>The branch of a statelessly forwarded request: the same for each retransmission (RFC 3261 16.11).</summary>
    public Func<SipMessage, string> Branch { get; init; } = StatelessForwarder.BranchFor;

    public static StatusReceipt NotDelivered(ForwardedIm im, int status) => StatusReceipt.Delivery(im.MessageId ?? "", im.Recipient, status) with
    {
        Notes = [new ReceiptNote("The message could not be delivered", "en")],
    };
}
