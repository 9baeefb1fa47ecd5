using System.Text;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.ReferenceImpl.Msrp;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat msrp-intermediary.</summary>
internal static class MsrpIntermediaryDeviations
{
    private const string Seat = MsrpSwitch.Name;

    private static readonly MsrpReply.Status Ok = new(200, "OK");

    public static IReadOnlyList<Deviation> All { get; } =
    [
        Onward("7.1.1-01-short-id", "RCPT-7.1.1-01", "What is passed on has an MSRP Message-ID of one character", (_, send) => send with { MessageId = "1" }),
        Onward("7.1.1-02-text-plain", "RCPT-7.1.1-02", "What is passed on is labelled text/plain", (_, send) => send with { ContentType = "text/plain" }),
        Onward("7.1.1-03-text-plain", "RCPT-7.1.1-03", "Messages that ask for receipts are passed on as text/plain, their requests in an MSRP header",
            (message, send) => RequestIn(message) is { } request ? send with { ContentType = "text/plain", Headers = [new("Receipt-Request", request)] } : send),
        Receipts("7.1.1-04-bare-document", "RCPT-7.1.1-04", "Receipts are passed on without message/cpim around them",
            send => send with { Body = CpimMessage.TryParse(send.Body, CpimReading.Tolerant, out var cpim, out _) ? cpim.Content.Content : send.Body, ContentType = StatusReceipt.MediaType }),
        Onward("7.1.1-05-drops-id", "RCPT-7.1.1-05", "What is passed on keeps its MSRP Message-ID and loses the one in message/cpim",
            (message, send) => IsReceipt(message) || Read(message)?.MessageId is not { } id
                ? send
                : send with { Body = Octets.Replace(message.Body.ToArray(), $"Message-ID: {id}\r\n", "") }),
        Receipts("7.1.1-09-reports", "RCPT-7.1.1-09", "Receipts are passed on with Failure-Report: yes", send => send with { FailureReport = "yes" }),
        Receipts("7.1.1-10-absent", "RCPT-7.1.1-10", "Receipts are passed on without Failure-Report", send => send with { FailureReport = null }),
        Receipts("7.1.1-11-success-report", "RCPT-7.1.1-11", "Receipts are passed on with Success-Report: yes", send => send with { SuccessReport = "yes" }),
        Receipts("7.1.1-12-asks-for-read", "RCPT-7.1.1-12", "Receipts are passed on with a request for a read receipt",
            send => send with { Body = Octets.InFirstBlock(send.Body.ToArray(), text => "Receipt-Request: read\r\n" + text) }),
        new Deviation<SwitchConduct>("7.1.2-01-silent-on-cpim", "RCPT-7.1.2-01", Seat, "SENDs that hold message/cpim are never answered",
            c => c with { Response = (arrival, due) => arrival.Request.ContentType?.Is("message/cpim") == true ? MsrpReply.None : due }),
        new Deviation<SwitchConduct>("7.1.2-01-answers-partial", "RCPT-7.1.2-01", Seat, "A SEND with Failure-Report: partial is answered 200",
            c => c with { Response = (arrival, due) => arrival.Request.FailureReport == "partial" ? Ok : due }),
        new Deviation<SwitchConduct>("7.1.2-04-answers-all", "RCPT-7.1.2-04", Seat, "Every SEND is answered, receipts included", c => c with { Response = (_, _) => Ok }),
        new Deviation<SwitchConduct>("7.2-02-first-only", "RCPT-7.2-02", Seat, "A message that asks for receipts goes to one participant only",
            c => c with { Recipients = (message, meant) => RequestIn(message) is null ? meant : [.. meant.Take(1)] }),
        new Deviation<SwitchConduct>("7.2-02-private-to-all", "RCPT-7.2-02", Seat, "Messages go to everybody in the room, whoever they are addressed to",
            c => c with { IgnoresAddress = message => !IsReceipt(message) }),
        new Deviation<SwitchConduct>("7.2-04-one-at-a-time", "RCPT-7.2-04", Seat, "A message is lost when another one comes between its chunks", c =>
        {
            var interruptions = new Interruptions();
            return c with
            {
                Response = (arrival, due) => c.Response(interruptions.Note(arrival), due),
                Recipients = (message, meant) => interruptions.HaveHit(message.MessageId) ? [] : c.Recipients(message, meant),
            };
        }),
        new Deviation<SwitchConduct>("7.2-03-reports-failure", "RCPT-7.2-03", Seat, "A leg that fails makes the switch send a negative receipt",
            c => c with { Originates = (message, status) => status >= 300 ? Receipt(message, status) : null }),
        new Deviation<SwitchConduct>("7.2-03-reports-delivery", "RCPT-7.2-03", Seat, "A success REPORT of a leg makes the switch send a positive receipt",
            c => c with { Originates = (message, status) => status == 200 ? Receipt(message, status) : null }),
        Onward("7.2-04-strips-request", "RCPT-7.2-04", "Receipt-Request is removed from what is passed on",
            (message, send) => RequestIn(message) is not { } request
                ? send
                : send with { Body = Octets.Replace(message.Body.ToArray(), $"Receipt-Request: {request}\r\n", "") }),
        Rooms("8.2-02-each-nameless", "RCPT-8.2-02", "Each member's receipt goes to who wrote to the hidden room, less the name",
            r => r with { PassedOn = receipt => receipt with { RecipientUri = null } }),
        Rooms("8.2-02-twice", "RCPT-8.2-02", "The one receipt of a hidden room is sent twice", r => r with { Copies = 2 }),
        Rooms("8.2-02-stripped", "RCPT-8.2-02", "A hidden room takes the message, and the request for receipts off it", r => r with { AskedOfMembers = _ => "" }),
        Rooms("8.2-03-names-last", "RCPT-8.2-03", "The one receipt names the member that reported last", r => r with { ForAll = (receipt, last) => receipt with { RecipientUri = last.ToString() } }),
        Rooms("8.2-04-first-member", "RCPT-8.2-04", "The one receipt comes when the first member has reported", r => r with { Quorum = _ => 1 }),
        Rooms("8.2-08-last-member-as-author", "RCPT-8.2-08", "The CPIM From of the one receipt is the member that reported last", r => r with { Author = (_, last) => last.ToString() }),
        new Deviation<SwitchConduct>("8.2-05-refuses-and-sends", "RCPT-8.2-05", Seat, "What a hidden room refuses it distributes all the same", c => c with { DistributesRefused = true }),
        new Deviation<SwitchConduct>("8-01-to-all", "RCPT-8-01", Seat, "Receipts go to everybody in the room", c => c with { IgnoresAddress = IsReceipt }),
    ];

    private static bool IsReceipt(MsrpReceived message) => Read(message)?.Content.ContentType?.Is(StatusReceipt.MediaType) == true;

    private static string? RequestIn(MsrpReceived message) => Read(message)?.ReceiptRequest;

    private static CpimMessage? Read(MsrpReceived message) => CpimMessage.TryParse(message.Body, CpimReading.Tolerant, out var cpim, out _) ? cpim : null;

    private static byte[]? Receipt(MsrpReceived message, int status) =>
        Read(message) is { MessageId: { } id, From: { } from, To: [var to, ..] }
            ? ReceiptDraft.Compose(new ReceiptDraft { From = to.Uri, To = from.Uri, Document = StatusReceipt.Delivery(id, to.Uri, status) })
            : null;

    private static Deviation<SwitchConduct> Rooms(string id, string requirement, string text, Func<ListReceiptConduct, ListReceiptConduct> edit) =>
        new(id, requirement, Seat, text, c => c with { Receipts = edit(c.Receipts) });

    private static Deviation<SwitchConduct> Onward(string id, string requirement, string text, Func<MsrpReceived, MsrpOutgoing, MsrpOutgoing> edit) =>
        new(id, requirement, Seat, text, c => c with { Onward = edit });

    private static Deviation<SwitchConduct> Receipts(string id, string requirement, string text, Func<MsrpOutgoing, MsrpOutgoing> edit) =>
        Onward(id, requirement, text, (message, send) => IsReceipt(message) ? edit(send) : send);
}
