using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>How a user agent treats instant messages that come in.</summary>
internal sealed record RecipientConduct
{
    /// <summary>Whether a signature that does not hold counts as none, instead of spoiling the message.</summary>
    public bool ForgivesSignatures { get; init; }

    /// <summary>The S/MIME layers that count as protection of a message: those around message/cpim, and those inside it.</summary>
    public Func<IncomingBody, Protection> Layers { get; init; } = body => body.Protection;

    /// <summary>Who wrote a MESSAGE, and gets the receipts: CPIM From, or else SIP From.</summary>
    public Func<SipMessage, CpimMessage?, string> Author { get; init; } = (message, cpim) => cpim?.From?.Uri ?? message.From?.Uri.ToString() ?? "";

    /// <summary>What the sender asks for.</summary>
    public Func<CpimMessage, ReceiptKinds> Requests { get; init; } = ReceiptRequest.Of;

    /// <summary>Whether a MESSAGE that was refused for what its SIP headers ask counts as an instant message that came in.</summary>
    public bool NotesWhatWasRefused { get; init; }

    /// <summary>The status of a body that could be read; the body comes with the MESSAGE it was in.</summary>
    public Func<SipMessage, IncomingBody, int> Response { get; init; } = (_, body) => body.Refusal == 0 ? 200 : body.Refusal;

    /// <summary>The response waits for the user to open the message.</summary>
    public Func<ReceivedIm, bool> AnswersWhenOpened { get; init; } = _ => false;

    /// <summary>What reaches the user; anything else is accepted and forgotten.</summary>
    public Func<IncomingBody, bool> Delivers { get; init; } = _ => true;

    /// <summary>Which of the delivered messages the user gets to see and can open.</summary>
    public Func<IncomingBody, bool> Shows { get; init; } = _ => true;

    /// <summary>The receipts an event calls for.</summary>
    public Func<ReceivedIm, ImEvent, IEnumerable<StatusReceipt>> ReceiptsFor { get; init; } = ReceiptDuty.Of;

    /// <summary>Whether a message with the id of another one by the same sender is another one.</summary>
    public bool TakesTwins { get; init; }

    /// <summary>One receipt of a type per message, whatever is repeated.</summary>
    public bool OncePerType { get; init; } = true;

    /// <summary>Addresses a receipt goes to.</summary>
    public Func<ReceivedIm, IEnumerable<string>> Addressees { get; init; } = im => [im.Sender];
}
