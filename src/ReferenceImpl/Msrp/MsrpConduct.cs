using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Msrp;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>All that a user agent decides over MSRP, each default as the documents want it.</summary>
internal sealed record MsrpConduct
{
    /// <summary>What is the same over SIP: how messages and receipts are written, which receipts are owed, how receipts are matched.</summary>
    public UserAgentConduct Agent { get; init; } = new()
    {
        // Whoever holds the session that the message went into speaks for all behind it: the members of a room are not known to the sender.
        Matching = new ReceiptMatching
        {
            Believes = (receipt, im) =>
                ReceiptMatching.WasAskedFor(receipt, im) && (ReceiptMatching.ComesFromAParty(receipt, im) || im.WentTo(receipt.Carrier)),
        },
    };

    /// <summary>What is asked for when the user wants this: never a delivery receipt (draft section 7.1.1).</summary>
    public Func<ReceiptKinds, ReceiptKinds> Asks { get; init; } = wanted => wanted & ReceiptKinds.Read;

    /// <summary>What is honoured of the requests in a message: none for delivery receipts (draft section 7.1.3.2).</summary>
    public Func<MsrpReceived, ReceiptKinds, ReceiptKinds> Honours { get; init; } = (_, asked) => asked & ReceiptKinds.Read;

    /// <summary>What a complete message/cpim entity is (draft sections 3.4 and 7.1.3).</summary>
    public Func<MsrpReceived, CpimMessage, CpimKind> Identify { get; init; } = (_, cpim) => ReceiptIdentification.Of(cpim);

    /// <summary>Whether a message that was given up, or whose connection broke, is taken as far as it came. It is not: a part of a message is no message.</summary>
    public bool TakesFragments { get; init; }

    /// <summary>The last look at each offer and answer.</summary>
    public Func<MsrpDescription, MsrpDescription> Describe { get; init; } = description => description;

    /// <summary>The last look at the SEND of an instant message.</summary>
    public Func<ImDraft, MsrpOutgoing, MsrpOutgoing> ImEnvelope { get; init; } = (_, outgoing) => outgoing;

    /// <summary>The last look at the SEND of a receipt, which asks for no response and no report (draft section 7.1.1).</summary>
    public Func<ReceiptDraft, MsrpOutgoing, MsrpOutgoing> ReceiptEnvelope { get; init; } = (_, outgoing) => outgoing;

    /// <summary>The id that receipts speak of: the one in the message/cpim entity, never the one of the SEND (draft section 7.1.1).</summary>
    public Func<MsrpReceived, CpimMessage, string?> IdOf { get; init; } = (_, cpim) => cpim.MessageId;

    /// <summary>Whether a receipt may go to a peer with this description: nothing is sent that the peer has not said it takes (RFC 4975 8.6).</summary>
    public Func<MsrpDescription, bool> MayGoTo { get; init; } = remote => remote.Accepts("message/cpim") && remote.Accepts(StatusReceipt.MediaType, wrapped: true);

    /// <summary>Whether a receipt about a message whose session is over goes to its sender in another one.</summary>
    public bool FollowsSender { get; init; } = true;

    /// <summary>What a request is answered, given what is conformant.</summary>
    public Func<MsrpArrival, MsrpReply, MsrpReply> Response { get; init; } = (_, due) => due;

    /// <summary>What is reported about a complete message, given what is conformant.</summary>
    public Func<MsrpReceived, MsrpReply, MsrpReply> Report { get; init; } = (_, due) => due;

    /// <summary>Whether a success REPORT comes from users who want no receipts sent, too: it is MSRP's own, and its absence would tell.</summary>
    public bool ReportsForOptedOut { get; init; } = true;

    /// <summary>What the user is told about a receipt when a success REPORT comes; null for nothing, since delivery is not reading.</summary>
    public string? TellsOnReport { get; init; }

    /// <summary>Edits single chunks as they go out: receipts and messages alike, counted from 0 within each. Null leaves them alone.</summary>
    public Func<MsrpMessage, int, byte[]>? Chunk { get; init; }

    /// <summary>How long a response to a receipt may take before the session is given up; null: none is expected (draft section 7.1.2).</summary>
    public TimeSpan? ReceiptResponseTimeout { get; init; }
}
