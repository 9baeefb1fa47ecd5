using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Smime;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.InstantMessages;

/// <summary>How receipts are written and carried.</summary>
internal sealed record ReceiptConduct
{
    /// <summary>The last look at a receipt's content.</summary>
    public Func<ReceiptDraft, ReceiptDraft> Draft { get; init; } = draft => draft;

    /// <summary>How a receipt becomes octets.</summary>
    public Func<ReceiptDraft, byte[]> Compose { get; init; } = ReceiptDraft.Compose;

    /// <summary>The type of the SIP body (draft section 6.1.1).</summary>
    public string ContentType { get; init; } = "message/cpim";

    /// <summary>The last look at the MESSAGE that carries a receipt.</summary>
    public Func<ReceiptDraft, SipMessageBuilder, SipMessageBuilder> Envelope { get; init; } = (_, message) => message;

    /// <summary>The S/MIME layers of a receipt, given those of the message: the same (draft section 8.2).</summary>
    public Func<Protection, Protection> Protection { get; init; } = layers => layers;

    /// <summary>The layers where a key for the right ones is missing; null: no receipt.</summary>
    public Protection? WithoutKey { get; init; }

    /// <summary>A receipt about one that did not arrive: never one, for receipts are no messages that receipts could be about (draft section 3.2).</summary>
    public Func<StatusReceipt, MessageOutcome, StatusReceipt?> AfterFailure { get; init; } = (_, _) => null;

    /// <summary>Whether a receipt goes before what waits for the same URI already: none does, so that receipts come in the order of what they tell.</summary>
    public Func<StatusReceipt, bool> GoesFirst { get; init; } = _ => false;

    /// <summary>How often a receipt that was refused or lost goes out again. Nothing says that it should.</summary>
    public int Retries { get; init; }

    /// <summary>Sends a receipt, and again as often as this conduct has it when it does not arrive; then comes what it makes of that.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="send">Sends it once and tells the outcome.</param>
    /// <param name="about">Sends a receipt about it.</param>
    public void Deliver(StatusReceipt receipt, Action<Action<MessageOutcome>> send, Action<StatusReceipt> about)
    {
        Attempt(Retries);

        void Attempt(int more) => send(outcome =>
        {
            if (!outcome.Failed)
            {
                return;
            }

            if (more > 0)
            {
                Attempt(more - 1);
            }
            else if (AfterFailure(receipt, outcome) is { } next)
            {
                about(next);
            }
        });
    }

    /// <summary>Puts a receipt into the MESSAGE made for it.</summary>
    public SipMessage Carry(ReceiptDraft receipt, SipMessageBuilder message)
    {
        receipt = Draft(receipt);
        return Envelope(receipt, message.Body(Compose(receipt), ContentType)).Build();
    }
}
