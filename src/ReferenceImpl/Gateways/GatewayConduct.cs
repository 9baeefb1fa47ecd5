using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Gateways;

/// <summary>All that a gateway decides, each default as the documents want it.</summary>
internal sealed record GatewayConduct
{
    public SipConduct Sip { get; init; } = new();

    public ReceiptConduct Receipts { get; init; } = new();

    /// <summary>What the sender of a MESSAGE is told once the other side has said what became of it: 200 or a failure (draft section 6.1.3.1).</summary>
    public Func<PagedIm, int, StatusReceipt?> Report { get; init; } = Due;

    /// <summary>What the responses of the first MSRP hop are worth; null for nothing.</summary>
    public int? Accepted { get; init; }

    /// <summary>Addresses that a receipt goes to.</summary>
    public Func<PagedIm, IEnumerable<string>> Addressees { get; init; } = im => [im.Sender];

    /// <summary>The last look at what goes into a session.</summary>
    public Func<CpimMessage, MsrpOutgoing, MsrpOutgoing> IntoSession { get; init; } = (_, outgoing) => outgoing;

    /// <summary>The last look at what leaves a session.</summary>
    public Func<CpimMessage, SipMessageBuilder, SipMessageBuilder> IntoPage { get; init; } = (_, message) => message;

    /// <summary>What a SEND is answered, given what RFC 4975 wants.</summary>
    public Func<MsrpArrival, MsrpReply, MsrpReply> Response { get; init; } = (_, due) => due;

    /// <summary>The status that a sender over MSRP is told in a REPORT, as far as it wants one; null for none.</summary>
    public Func<int?, int?> Told { get; init; } = status => status;

    /// <summary>A message of the gateway's own to a sender over MSRP about one of status 200 or of a failure. The draft wants none (section 7.2).</summary>
    public Func<CpimMessage, int, byte[]?> Originates { get; init; } = (_, _) => null;

    /// <summary>The receipt due to a sender who asks for what its message says.</summary>
    public static StatusReceipt? Due(PagedIm im, int status) => Due(ReceiptRequest.Of(im.Cpim), im, status);

    /// <summary>The receipt due to a sender who is held to ask for these.</summary>
    public static StatusReceipt? Due(ReceiptKinds asked, PagedIm im, int status) =>
        im.Cpim.MessageId is { Length: > 0 } id && asked.HasFlag(status < 300 ? ReceiptKinds.Positive : ReceiptKinds.Negative)
            ? StatusReceipt.Delivery(id, im.Recipient, status) with
            {
                Notes = [new ReceiptNote(status < 300 ? "The message has been delivered" : "The message could not be delivered", "en")],
            }
            : null;
}
