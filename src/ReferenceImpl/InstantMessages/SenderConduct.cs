using Conformance.Stack;
using Conformance.Stack.Sip.Dialogs;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>How a user agent sends instant messages.</summary>
internal sealed record SenderConduct
{
    /// <summary>Which messages get a Message-ID: at least those that ask for receipts (draft section 3.1).</summary>
    public Func<ReceiptKinds, bool> Identifies { get; init; } = _ => true;

    /// <summary>A Token that is unique in space and time.</summary>
    public Func<IdSource, string> NewMessageId { get; init; } = ids => ids.MessageId();

    /// <summary>The value of Receipt-Request; null leaves the header out.</summary>
    public Func<ReceiptKinds, string?> Request { get; init; } = ReceiptRequest.Value;

    /// <summary>The last look at a message's content.</summary>
    public Func<ImDraft, ImDraft> Draft { get; init; } = draft => draft;

    /// <summary>How a message becomes octets.</summary>
    public Func<ImDraft, byte[]> Compose { get; init; } = ImDraft.Compose;

    /// <summary>The type of the SIP body (draft section 6.1.1).</summary>
    public string ContentType { get; init; } = "message/cpim";

    /// <summary>The part of a message to a list that holds the instant message; the rules for its content stay the same (draft section 6.1.1).</summary>
    public Func<ImDraft, byte[], MimeEntity> ListPart { get; init; } = (_, cpim) => MimeEntity.Build().Header("Content-Type", "message/cpim").Content(cpim).Build();

    /// <summary>The last look at the MESSAGE that carries an instant message.</summary>
    public Func<ImDraft, SipMessageBuilder, SipMessageBuilder> Envelope { get; init; } = (_, message) => message;

    /// <summary>Whether a message inside a dialog waits for the answer to the one before; it need not where every hop controls congestion, and should (RFC 3428 8).</summary>
    public Func<InviteSession, bool> WaitsInDialog { get; init; } = _ => true;

    /// <summary>Whether the dialog of a call is there to go inside when a message that has waited for its turn leaves (RFC 3261 12.3).</summary>
    public Func<InviteSession, bool> GoesInside { get; init; } = call => call.State is InviteState.Confirmed;

    /// <summary>How long a receipt may take before the message is called lost and sent again. The draft knows no such limit (section 3.1).</summary>
    public TimeSpan? ReceiptDeadline { get; init; }
}
