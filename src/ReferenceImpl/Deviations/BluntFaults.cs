using Conformance.ReferenceImpl.Gateways;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.ReferenceImpl.Msrp;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>
/// Faults that nobody could overlook: a seat that refuses everything, takes anything, or reports whatever happens. The subtle faults show that the
/// cases look closely; these show that no plain line of a scenario is there for show.
/// </summary>
internal static class BluntFaults
{
    private const string Sender = "im-sender";
    private const string Recipient = "im-recipient";
    private const string Relaying = "im-intermediary";
    private const string MsrpReader = "msrp-recipient";

    public static IReadOnlyList<Deviation> All { get; } =
    [
        new Deviation<UserAgentConduct>("6.1.2-03-refuses", "RCPT-6.1.2-03", Sender, "Every MESSAGE is answered 503", c => c with { Sip = SipFaults.Refusing(c.Sip, 503) }),
        new Deviation<RelayConduct>("I3428-7-01-refuses", "I3428-7-01", Relaying, "Every MESSAGE is answered 503, and served", c => c with { Sip = SipFaults.Refusing(c.Sip, 503) }),
        new Deviation<GatewayConduct>("I3428-7-01-refuses", "I3428-7-01", Gateway.Name, "Every MESSAGE is answered 503, and served", c => c with { Sip = SipFaults.Refusing(c.Sip, 503) }),

        new Deviation<UserAgentConduct>("6.1.2-01-never-refuses", "RCPT-6.1.2-01", Recipient, "No MESSAGE is ever refused, whatever becomes of it", c => c with { Sip = SipFaults.TakingAnything(c.Sip, 200) }),
        new Deviation<UserAgentConduct>("3.2-05-failed-when-read", "RCPT-3.2-05", Recipient, "Whatever is read is reported as failed, asked for or not",
            c => c with { Receiving = c.Receiving with { ReceiptsFor = AlsoFailed, OncePerType = false } }),

        new Deviation<UserAgentConduct>("3.2-09-about-receipts", "RCPT-3.2-09", Recipient, "A receipt that is refused is reported as failed",
            c => c with { Receipts = c.Receipts with { AfterFailure = AboutReceipt } }),

        new Deviation<RelayConduct>("6.2-08-always-delivered", "RCPT-6.2-08", Relaying, "Whatever becomes of a message is reported as delivery, asked for or not",
            c => c with { Examine = message => c.Examine(message) ?? ImIntermediaryDeviations.Inside(message), Report = Delivered, ReportRefusal = Delivered }),
        new Deviation<RelayConduct>("6.2-03-call-id", "RCPT-6.2-03", Relaying, "Whatever fails is reported, by the Call-ID where there is no other id",
            c => c with { Examine = message => c.Examine(message) ?? Asking(message) }),
        new Deviation<RelayConduct>("6.2-03-about-receipts", "RCPT-6.2-03", Relaying, "A receipt that is refused is reported as failed",
            c => c with { Receipts = c.Receipts with { AfterFailure = AboutReceipt } }),
        new Deviation<RelayConduct>("6.2-04-empty-is-all", "RCPT-6.2-04", Relaying, "An empty Receipt-Request asks for everything",
            c => c with { Requests = cpim => cpim.ReceiptRequest is { Length: 0 } ? ReceiptKinds.Positive | ReceiptKinds.Negative : c.Requests(cpim) }),
        new Deviation<RelayConduct>("6.2-12-blocks-negative", "RCPT-6.2-12", Relaying, "Negative receipts do not get past this relay",
            c => c with { Passes = document => document?.Class == ReceiptClass.Negative ? ReceiptPassage.Dropped : c.Passes(document) }),

        new Deviation<GatewayConduct>("3.2-05-always", "RCPT-3.2-05", Gateway.Name, "Whatever becomes of a message is reported, asked for or not",
            c => c with { Report = (im, status) => GatewayConduct.Due(ReceiptKinds.Positive | ReceiptKinds.Negative, im, status) }),
        new Deviation<GatewayConduct>("7.2-03-reports-reading", "RCPT-7.2-03", Gateway.Name, "A 200 of the SIP side is told to the session as reading",
            c => c with { Originates = (cpim, status) => status == 200 ? ReadReceipt(cpim) : null }),
        new Deviation<SwitchConduct>("7.2-03-reports-reading", "RCPT-7.2-03", MsrpSwitch.Name, "Whatever the switch takes it reports as read",
            c => c with { Originates = (message, status) => status == MsrpSwitch.Taken && Read(message.Body) is { } cpim ? ReadReceipt(cpim) : null }),

        new Deviation<MsrpConduct>("7.1.3.2-02-echoes", "RCPT-7.1.3.2-02", "msrp-sender", "Each receipt is answered by a receipt about the same message",
            c => c with
            {
                IdOf = (_, cpim) => ReceiptIdentification.TryRead(cpim.Content.Content, out var document) ? document.MessageId : cpim.MessageId,
                Agent = c.Agent with { Matching = c.Agent.Matching with { Requests = _ => ReceiptKinds.Positive | ReceiptKinds.Read } },
            }),
        new Deviation<MsrpConduct>("7.1.2-01-silent", "RCPT-7.1.2-01", MsrpReader, "SENDs are never answered", c => c with { Response = (_, _) => MsrpReply.None }),
        new Deviation<MsrpConduct>("3.3-03-two-at-once", "RCPT-3.3-03", MsrpReader, "Each reading brings two read receipts",
            c => c with { Agent = c.Agent with { Receiving = c.Agent.Receiving with { ReceiptsFor = Doubled, OncePerType = false } } }),

        Lists("I3261-8.2-01-takes-anything", "I3261-8.2-01", "What cannot be served is accepted, and that is all.",
            c => c with { Response = (_, response) => response.StatusCode is >= 400 and not 401 ? response.Edit().WithStartLine("SIP/2.0 202 Accepted").Build() : response }),
        Lists("I3261-8.2-01-greedy", "I3261-8.2-01", "Whoever can be made out in a refused request gets it all the same.", c => c with { BesideRefusal = (host, request, status) => status == 401 ? [] : [.. ListServiceDeviations.MadeOut(host, request)] }),
        Lists("U5365-7.1-01-returns", "U5365-7.1-01", "What is refused goes back to its author as a message.",
            c => c with { BesideRefusal = (host, request, status) => status == 401 || request.Message.From is not { } author ? [] : [(ListServiceDeviations.Copy(host, request, author.Uri), request.Transaction.Source)] }),
        Lists("U5365-7-03-accepts-and-drops", "U5365-7-03", "Accepts and sends nothing.", c => c with { MostUnderWay = 0 }),
    ];

    private static Deviation<ListServiceConduct> Lists(string id, string requirement, string text, Func<ListServiceConduct, ListServiceConduct> edit) =>
        new(id, requirement, ListService.Name, text, edit);

    private static IEnumerable<StatusReceipt> AlsoFailed(ReceivedIm im, ImEvent happened) =>
        happened is ImEvent.Opened && im.MessageId is not null ? [.. ReceiptDuty.Of(im, happened), ReceiptDuty.Lost(im, 403)] : ReceiptDuty.Of(im, happened);

    private static IEnumerable<StatusReceipt> Doubled(ReceivedIm im, ImEvent happened) =>
        happened is ImEvent.Opened ? ReceiptDuty.Of(im, happened).SelectMany(receipt => new[] { receipt, receipt }) : ReceiptDuty.Of(im, happened);

    private static StatusReceipt? Delivered(ForwardedIm im, int status) => im.MessageId is { } id ? StatusReceipt.Delivery(id, im.Recipient, 200) : null;

    private static StatusReceipt? AboutReceipt(StatusReceipt receipt, MessageOutcome outcome) =>
        receipt.MessageId is { } id && !id.StartsWith("receipt.", StringComparison.Ordinal) ? receipt with { MessageId = "receipt." + id, Status = "480", Type = StatusReceipt.DeliveryType } : null;

    /// <summary>What an encrypted message might be taken for: one that asks for a negative receipt.</summary>
    private static CpimMessage Asking(SipMessage message) => CpimMessage.Build()
        .Header("Message-ID", message.CallId ?? "").Header("Receipt-Request", "negative-delivery").Content("text/plain", message.Body).Build(CpimReading.Tolerant);

    private static CpimMessage? Read(ReadOnlyMemory<byte> body) => CpimMessage.TryParse(body, CpimReading.Tolerant, out var cpim, out _) ? cpim : null;

    private static byte[]? ReadReceipt(CpimMessage about) => about is { MessageId: { } id, From: { } from, To: [var to, ..] }
        ? ReceiptDraft.Compose(new ReceiptDraft { From = to.Uri, To = from.Uri, Document = StatusReceipt.Read(id, to.Uri) })
        : null;
}
