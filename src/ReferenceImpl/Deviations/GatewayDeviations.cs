using Conformance.ReferenceImpl.Gateways;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat gateway.</summary>
internal static class GatewayDeviations
{
    private const string Seat = Gateway.Name;

    private static readonly MsrpReply.Status Ok = new(200, "OK");

    public static IReadOnlyList<Deviation> All { get; } =
    [
        .. ReceiptFaults.Of<GatewayConduct>(Seat, (c, edit) => c with { Receipts = edit(c.Receipts) }),
        Reports("3.1-11-never-asked", "RCPT-3.1-11", "Delivery is reported to senders who asked for nothing",
            (im, status) => im.Cpim.ReceiptRequest is null ? GatewayConduct.Due(ReceiptKinds.Positive, im, status) : GatewayConduct.Due(im, status)),
        Reports("3.1-13-first-word", "RCPT-3.1-13", "Of several receipts asked for only the first is known",
            (im, status) => GatewayConduct.Due(ReceiptRequest.Of(im.Cpim.ReceiptRequests.Take(1)), im, status)),
        Reports("3.2-05-never-asked", "RCPT-3.2-05", "A failure is reported to senders who asked for delivery only",
            (im, status) => GatewayConduct.Due(ReceiptRequest.Of(im.Cpim) | ReceiptKinds.Negative, im, status)),
        Reports("6.1.3.1-02-silent", "RCPT-6.1.3.1-02", "A success REPORT of the session is kept to itself",
            (im, status) => status < 300 ? null : GatewayConduct.Due(im, status)),
        Gateways("6.1.3.1-03-first-hop", "RCPT-6.1.3.1-03", "The response of the first MSRP hop is taken for delivery", c => c with { Accepted = 200 }),
        Reports("6.1.3.1-07-silent", "RCPT-6.1.3.1-07", "Failure in the session is kept to itself",
            (im, status) => status >= 300 ? null : GatewayConduct.Due(im, status)),
        Sessions("7.1.1-01-short-id", "RCPT-7.1.1-01", "What goes into a session has an MSRP Message-ID of one character", (_, send) => send with { MessageId = "1" }),
        Sessions("7.1.1-02-text-plain", "RCPT-7.1.1-02", "What goes into a session is labelled text/plain", (_, send) => send with { ContentType = "text/plain" }),
        Sessions("7.1.1-03-text-plain", "RCPT-7.1.1-03", "Messages that ask for receipts go into a session as text/plain, their requests in an MSRP header",
            (cpim, send) => cpim.ReceiptRequest is { } request ? send with { ContentType = "text/plain", Headers = [new("Receipt-Request", request)] } : send),
        Receipts("7.1.1-04-bare-document", "RCPT-7.1.1-04", "Receipts go into a session without message/cpim around them",
            (cpim, send) => send with { Body = cpim.Content.Content, ContentType = StatusReceipt.MediaType }),
        Sessions("7.1.1-05-drops-id", "RCPT-7.1.1-05", "What goes into a session has an MSRP Message-ID and loses the one in message/cpim",
            (cpim, send) => cpim.MessageId is { } id ? send with { Body = Octets.Replace(send.Body.ToArray(), $"Message-ID: {id}\r\n", "") } : send),
        Receipts("7.1.1-09-reports", "RCPT-7.1.1-09", "Receipts go into a session with Failure-Report: yes", (_, send) => send with { FailureReport = "yes" }),
        Receipts("7.1.1-10-absent", "RCPT-7.1.1-10", "Receipts go into a session without Failure-Report", (_, send) => send with { FailureReport = null }),
        Receipts("7.1.1-11-success-report", "RCPT-7.1.1-11", "Receipts go into a session with Success-Report: yes", (_, send) => send with { SuccessReport = "yes" }),
        Receipts("7.1.1-12-asks-for-read", "RCPT-7.1.1-12", "Receipts go into a session with a request for a read receipt",
            (_, send) => send with { Body = Octets.InFirstBlock(send.Body.ToArray(), text => "Receipt-Request: read\r\n" + text) }),
        Gateways("7.1.2-01-silent", "RCPT-7.1.2-01", "SENDs are never answered", c => c with { Response = (_, _) => MsrpReply.None }),
        Gateways("7.1.2-01-no-report", "RCPT-7.1.2-01", "Failure on the SIP side is not reported to the session", c => c with { Told = status => status == 200 ? status : null }),
        Gateways("7.1.2-04-answers-all", "RCPT-7.1.2-04", "Every SEND is answered, receipts included", c => c with { Response = (_, _) => Ok }),
        Gateways("7.2-03-reports-delivery", "RCPT-7.2-03", "A 200 of the SIP side makes the gateway send a positive receipt into the session",
            c => c with { Originates = (cpim, status) => status == 200 ? Receipt(cpim, status) : null }),
        Gateways("7.2-03-reports-failure", "RCPT-7.2-03", "A failure on the SIP side makes the gateway send a negative receipt into the session",
            c => c with { Originates = (cpim, status) => status == 200 ? null : Receipt(cpim, status) }),
        Sessions("7.2-04-strips-request", "RCPT-7.2-04", "Receipt-Request is removed from what goes into a session",
            (cpim, send) => cpim.ReceiptRequest is { } request ? send with { Body = Octets.Replace(send.Body.ToArray(), $"Receipt-Request: {request}\r\n", "") } : send),
        Gateways("7.2-04-signs", "RCPT-7.2-04", "What leaves a session gets a CPIM header of the gateway's own",
            c => c with { IntoPage = (cpim, message) => message.Body(Octets.InFirstBlock(cpim.Bytes.ToArray(), text => "X-Via: gateway\r\n" + text), "message/cpim") }),
        Gateways("8-01-copies", "RCPT-8-01", "The recipient gets a copy of the receipts about it", c => c with { Addressees = im => [im.Sender, im.Target] }),
        Sip("I3428-4-01-no-max-forwards", "I3428-4-01", "MESSAGE requests have no Max-Forwards", c => SipFaults.Requests(c, message => message.Remove("Max-Forwards"))),
        Sip("I3428-7-02-body", "I3428-7-02", "The 202 has a body", c => SipFaults.SuccessBody(c, "text/plain", "Queued")),
    ];

    private static byte[]? Receipt(CpimMessage about, int status) => about is { MessageId: { } id, From: { } from, To: [var to, ..] }
        ? ReceiptDraft.Compose(new ReceiptDraft { From = to.Uri, To = from.Uri, Document = StatusReceipt.Delivery(id, to.Uri, status) })
        : null;

    private static Deviation<GatewayConduct> Gateways(string id, string requirement, string text, Func<GatewayConduct, GatewayConduct> edit) =>
        new(id, requirement, Seat, text, edit);

    private static Deviation<GatewayConduct> Reports(string id, string requirement, string text, Func<PagedIm, int, StatusReceipt?> report) =>
        Gateways(id, requirement, text, c => c with { Report = report });

    private static Deviation<GatewayConduct> Sessions(string id, string requirement, string text, Func<CpimMessage, MsrpOutgoing, MsrpOutgoing> edit) =>
        Gateways(id, requirement, text, c => c with { IntoSession = edit });

    private static Deviation<GatewayConduct> Receipts(string id, string requirement, string text, Func<CpimMessage, MsrpOutgoing, MsrpOutgoing> edit) =>
        Sessions(id, requirement, text, (cpim, send) => cpim.Content.ContentType?.Is(StatusReceipt.MediaType) == true ? edit(cpim, send) : send);

    private static Deviation<GatewayConduct> Sip(string id, string requirement, string text, Func<SipConduct, SipConduct> edit) =>
        Gateways(id, requirement, text, c => c with { Sip = edit(c.Sip) });
}
