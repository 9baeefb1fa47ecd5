using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>How a user agent that sent instant messages treats receipts (draft sections 3.2, 3.4 and 8.1).</summary>
internal sealed record ReceiptMatching
{
    /// <summary>What a message/cpim entity is.</summary>
    public Func<CpimMessage, Wire.Sip.SipMessage, CpimKind> Identify { get; init; } = (cpim, _) => ReceiptIdentification.Of(cpim);

    /// <summary>The document of what was identified as a receipt; null when it cannot be read.</summary>
    public Func<CpimMessage, StatusReceipt?> Read { get; init; } =
        cpim => ReceiptIdentification.TryRead(cpim.Content.Content, out var document) ? document : null;

    /// <summary>The instant message a receipt is about, among those its addressee has sent.</summary>
    public Func<ReceivedReceipt, Outbox, SentIm?> Find { get; init; } = (receipt, sent) => sent.Find(receipt.User, receipt.Document.MessageId);

    /// <summary>Whether a receipt can be what it says.</summary>
    public Func<ReceivedReceipt, SentIm, bool> Believes { get; init; } = (receipt, im) => WasAskedFor(receipt, im) && ComesFromAParty(receipt, im);

    /// <summary>Whose receipt it is; one that names nobody speaks for all the message was meant for.</summary>
    public Func<ReceivedReceipt, SentIm, string> Recipient { get; init; } = (receipt, im) => receipt.Document.RecipientUri switch
    {
        { Length: > 0 } uri => im.RecipientAt(uri) ?? uri,
        _ => im.Recipients is [var only] ? only : im.Via ?? "",
    };

    /// <summary>What the user is told, or null for nothing.</summary>
    public Func<StatusReceipt, string?> Told { get; init; } = document => document.Class switch
    {
        ReceiptClass.Positive => "delivered",
        ReceiptClass.Negative => "failed",
        ReceiptClass.Read => "read",
        ReceiptClass.ReadUnknown => "read-unknown",
        _ => null,
    };

    /// <summary>What a receipt asks for about itself: nothing, whatever its headers say.</summary>
    public Func<ReceivedReceipt, ReceiptKinds> Requests { get; init; } = _ => ReceiptKinds.None;

    /// <summary>The status a receipt is answered with, like any MESSAGE; null leaves it without an answer.</summary>
    public Func<CpimMessage, int?> Response { get; init; } = _ => 200;

    /// <summary>Sends the instant message again because of what a receipt says.</summary>
    public Func<ReceivedReceipt, bool> Resends { get; init; } = _ => false;

    /// <summary>Of a kind that its addressee wanted.</summary>
    public static bool WasAskedFor(ReceivedReceipt receipt, SentIm im) => im.Requests.HasFlag(receipt.Document.Class switch
    {
        ReceiptClass.Positive => ReceiptKinds.Positive,
        ReceiptClass.Negative => ReceiptKinds.Negative,
        _ => ReceiptKinds.Read,
    });

    /// <summary>From somebody the message went to, and about one it was meant for.</summary>
    public static bool ComesFromAParty(ReceivedReceipt receipt, SentIm im) =>
        im.WentTo(receipt.Sender) && (receipt.Document.RecipientUri is not { Length: > 0 } recipient || im.WentTo(recipient));
}
