using Conformance.ReferenceImpl.InstantMessages;
using Conformance.ReferenceImpl.Msrp;
using Conformance.Stack.Msrp;
using Conformance.Stack.Smime;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat msrp-sender: in the messages it sends, and in what it makes of receipts.</summary>
internal static class MsrpSenderDeviations
{
    private const string Seat = "msrp-sender";

    public static IReadOnlyList<Deviation> All { get; } =
    [
        .. MsrpSharedDeviations.Lift(
            Seat,
            ImSenderDeviations.All,
            "3.1-01-no-empty-line",
            "3.1-01-carrier-header",
            "3.1-02-no-content-type",
            "3.1-03-id-for-delivery-only",
            "3.1-10-display",
            "3.1-15-impatient",
            "3.1-16-purge",
            "3.2-06-not-shown",
            "3.3-02-receipt-for-read-receipt",
            "3.4-07-by-from",
            "3.4-09-all-delivered",
            "3.4-10-delivery-first",
            "4-01-no-blank",
            "4-02-request-receipt",
            "4-05-mail-id",
            "8.1-03-any-party",
            "8.1-03-forgives-signatures",
            "9.1-01-charset-needed",
            "9.1-02-no-parameters",
            "9.4-01-imdn-prefix"),
        .. MsrpSharedDeviations.Of(Seat),
        Sends("3.1-04-one-id", "RCPT-3.1-04", "All messages have the same Message-ID", c => c with { NewMessageId = _ => "message" }),
        Sends("4-03-parameter", "RCPT-4-03", "Requests carry a parameter", c => c with { Request = kinds => ReceiptRequest.Value(kinds) is { } value ? value + ";mandatory" : null }),
        Sends("4-04-trailing-comma", "RCPT-4-04", "The list of requests ends in a comma", c => c with { Request = kinds => ReceiptRequest.Value(kinds) is { } value ? value + "," : null }),
        Matches("3.3-02-own-id", "RCPT-3.3-02", "Receipts are matched by their own Message-ID when they have one",
            c => c with { Find = (receipt, sent) => sent.Find(receipt.User, receipt.Cpim.MessageId ?? receipt.Document.MessageId) }),
        new Deviation<MsrpConduct>("3.4-03-any-xml", "RCPT-3.4-03", Seat, "Any XML that looks like a receipt is one, whatever its media type",
            c => c with { Identify = (_, cpim) => MsrpSharedDeviations.ByDocument(cpim, ReceiptIdentification.Of(cpim)) }),
        new Deviation<MsrpConduct>("3.4-04-no-confirm", "RCPT-3.4-04", Seat, "A receipt need not be marked confirm",
            c => c with
            {
                Identify = (_, cpim) => ReceiptIdentification.Of(cpim) is var kind && kind == CpimKind.Neither ? MsrpSharedDeviations.ByDocument(cpim, kind) : kind,
            }),
        new Deviation<MsrpConduct>("3.4-09-confirm-in-lower-case", "RCPT-3.4-09", Seat, "The disposition of a receipt is compared letter by letter",
            c => c with
            {
                Identify = (_, cpim) => cpim.Content.Value("Content-Disposition")?.StartsWith("confirm", StringComparison.Ordinal) == true ? ReceiptIdentification.Of(cpim) : CpimKind.InstantMessage,
            }),
        new Deviation<MsrpConduct>("7.1.3.2-01-not-under-smime", "RCPT-7.1.3.2-01", Seat, "A receipt under S/MIME is none",
            c => c with { Identify = (message, cpim) => SmimeBody.IsProtected(message.First.ContentType) ? CpimKind.Neither : ReceiptIdentification.Of(cpim) }),
        new Deviation<MsrpConduct>("3.4-06-by-send-id", "RCPT-3.4-06", Seat, "A receipt is about the message that has the id of its SEND, where there is one", BySendId),
        Matches("3.4-06-latest", "RCPT-3.4-06", "Each receipt is taken to be about what was sent last", c => c with { Find = (receipt, sent) => sent.Latest(receipt.User) }),
        new Deviation<MsrpConduct>("5.2-01-short-type", "RCPT-5.2-01", Seat, "Only message/status-receipt is known as the type of receipts",
            c => c with
            {
                Identify = (_, cpim) => cpim.Content.ContentType?.Is("message/status-receipt") == true
                    ? MsrpSharedDeviations.ByDocument(cpim, CpimKind.Neither)
                    : CpimKind.InstantMessage,
            }),
        Sends("7.1.1-01-no-cpim-to", "RCPT-7.1.1-01", "The message/cpim body has no To", c => c with { Draft = draft => draft with { To = [] } }),
        Envelope("7.1.1-03-msrp-header", "RCPT-7.1.1-03", "Messages travel as text/plain and ask in an MSRP header",
            (draft, send) => MsrpSharedDeviations.Plain(draft, send) with { Headers = draft.Request is null ? [] : [new("Receipt-Request", draft.Request)] }),
        Envelope("7.1.1-03-text-plain", "RCPT-7.1.1-03", "Messages travel as text/plain, and their requests are lost", MsrpSharedDeviations.Plain),
        Sends("7.1.1-05-msrp-id-only", "RCPT-7.1.1-05", "The Message-ID of the SEND is the only one", c => c with { Identifies = _ => false }),
        Asks("7.1.1-06-receipts-off", "RCPT-7.1.1-06", "No receipts are ever asked for over MSRP", _ => ReceiptKinds.None),
        Asks("7.1.1-07-as-over-sip", "RCPT-7.1.1-07", "Requests are the same as over SIP", wanted => wanted),
        Asks("7.1.1-08-positive-filtered", "RCPT-7.1.1-08", "Of the delivery receipts only the positive one is not asked for", wanted => wanted & ~ReceiptKinds.Positive),
        Asks("7.1.1-13-asks-nothing", "RCPT-7.1.1-13", "A message asks for nothing, one to a room included", _ => ReceiptKinds.None),
        new Deviation<MsrpConduct>("7.1.1-14-not-announced", "RCPT-7.1.1-14", Seat, "The session description lists message/cpim and text/plain only",
            c => c with { Describe = description => description with { AcceptTypes = ["message/cpim", "text/plain"] } }),
        new Deviation<MsrpConduct>("7.1.2-02-answers-receipts", "RCPT-7.1.2-02", Seat, "Receipts are answered 200",
            c => c with { Response = (arrival, due) => MsrpReplies.IsReceipt(arrival.Request) ? new MsrpReply.Status(200, "OK") : due }),
        new Deviation<MsrpConduct>("7.1.2-02-reports-receipts", "RCPT-7.1.2-02", Seat, "Receipts are confirmed by a REPORT",
            c => c with { Report = (message, due) => MsrpReplies.IsReceipt(message.First) ? new MsrpReply.Status(200, "OK") : due }),
        MsrpSharedDeviations.OneAtATime(Seat, "7.1.3.2-01-one-at-a-time", "RCPT-7.1.3.2-01"),
        new Deviation<MsrpConduct>("7.1.3.2-01-report-is-read", "RCPT-7.1.3.2-01", Seat, "A success REPORT shows a message as read", c => c with { TellsOnReport = "read" }),
        new Deviation<MsrpConduct>("7.1.3.2-01-pieces", "RCPT-7.1.3.2-01", Seat, "A receipt that comes in pieces is shown as text",
            c => c with { Identify = (message, cpim) => message.Chunks > 1 ? CpimKind.InstantMessage : ReceiptIdentification.Of(cpim) }),
        Matches("7.1.3.2-02-answers-requests", "RCPT-7.1.3.2-02", "A receipt that asks for a read receipt gets one",
            c => c with { Requests = receipt => ReceiptRequest.Of(receipt.Cpim) }),
        Matches("8.1-01-resend", "RCPT-8.1-01", "A receipt that is not believed makes the message go out again",
            c => c with
            {
                Believes = (receipt, im) =>
                {
                    if (c.Believes(receipt, im))
                    {
                        return true;
                    }

                    im.Repeat();
                    return false;
                },
            }),
        Matches("8.1-04-any-is-read", "RCPT-8.1-04", "Any receipt about a message, asked for or not, shows it as read",
            c => c with { Believes = ReceiptMatching.ComesFromAParty, Told = _ => "read" }),
        new Deviation<MsrpConduct>("9.1-04-forgets", "RCPT-9.1-04", Seat, "A receipt with a document type makes its reader forget what was sent", Forgetting),
    ];

    private static MsrpConduct BySendId(MsrpConduct c)
    {
        var sendId = "";
        var matching = c.Agent.Matching;
        return c with
        {
            Identify = (message, cpim) =>
            {
                sendId = message.MessageId;
                return c.Identify(message, cpim);
            },
            Agent = c.Agent with { Matching = matching with { Find = (receipt, sent) => sent.Find(receipt.User, sendId) ?? matching.Find(receipt, sent) } },
        };
    }

    private static MsrpConduct Forgetting(MsrpConduct c)
    {
        var matching = c.Agent.Matching;
        return c with
        {
            Identify = (message, cpim) => HasDocumentType(cpim) ? CpimKind.ReadReceipt : c.Identify(message, cpim),
            Agent = c.Agent with
            {
                Matching = matching with
                {
                    Read = cpim => HasDocumentType(cpim) ? StatusReceipt.Read("", "") : matching.Read(cpim),
                    Find = (receipt, sent) =>
                    {
                        if (HasDocumentType(receipt.Cpim))
                        {
                            sent.Clear();
                        }

                        return matching.Find(receipt, sent);
                    },
                },
            },
        };
    }

    private static bool HasDocumentType(CpimMessage cpim) => cpim.Content.Content.Span.IndexOf("<!DOCTYPE"u8) >= 0;

    private static Deviation<MsrpConduct> Sends(string id, string requirement, string text, Func<SenderConduct, SenderConduct> edit) =>
        MsrpSharedDeviations.Agent(Seat, id, requirement, text, c => c with { Sending = edit(c.Sending) });

    private static Deviation<MsrpConduct> Matches(string id, string requirement, string text, Func<ReceiptMatching, ReceiptMatching> edit) =>
        MsrpSharedDeviations.Agent(Seat, id, requirement, text, c => c with { Matching = edit(c.Matching) });

    private static Deviation<MsrpConduct> Asks(string id, string requirement, string text, Func<ReceiptKinds, ReceiptKinds> asks) =>
        new(id, requirement, Seat, text, c => c with { Asks = asks });

    private static Deviation<MsrpConduct> Envelope(string id, string requirement, string text, Func<ImDraft, MsrpOutgoing, MsrpOutgoing> envelope) =>
        new(id, requirement, Seat, text, c => c with { ImEnvelope = envelope });
}
