using System.Text;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.ReferenceImpl.Msrp;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat msrp-recipient: in what it makes of messages, and in the receipts it sends.</summary>
internal static class MsrpRecipientDeviations
{
    private const string Seat = "msrp-recipient";
    private const string Construction = "RCPT-3.2-";

    // Whether a receipt that is no XML tells of reading cannot be known, so it breaks the rule for receipts in general.
    private const string NoDocument = "RCPT-3.2-03";

    // Over MSRP all receipts are read receipts, which are built by the rules of section 3.2 as far as section 3.3 imports them.
    private static readonly string[] SipAlone = ["RCPT-5.2-02", "RCPT-6.1.1-01", "RCPT-6.1.1-02", "RCPT-6.1.1-04", "RCPT-6.1.1-05"];

    public static IReadOnlyList<Deviation> All { get; } =
    [
        .. MsrpSharedDeviations.Lift(
            Seat,
            ImRecipientDeviations.All,
            "8.2-06-in-clear",
            "8.2-06-signed-only",
            "8.2-06-clear-without-key",
            "8.2-06-inside-does-not-count",
            "8.2-06-tampered-in-clear",
            "8.2-07-not-signed",
            "3.1-12-empty-is-all",
            "3.1-13-whole-value",
            "3.1-14-attachment",
            "3.2-12-to-self",
            "3.3-01-render",
            "3.3-03-no-read-receipt",
            "3.3-03-twice",
            "3.3-04-pretends-read",
            "3.4-08-no-recipient-uri",
            "8-01-reply-to-all",
            "8.1-02-on-notification",
            "8.2-01-opt-out-hint"),
        .. MsrpSharedDeviations.Of(Seat),
        MsrpSharedDeviations.Agent(Seat, "8.2-06-undated", "RCPT-8.2-06", "Receipts under S/MIME do not say when they were written",
            c => c with { Receipts = c.Receipts with { Draft = draft => draft with { Date = null } } }),
        .. ReceiptFaults.Of<MsrpConduct>(Seat, (c, edit) => c with { Agent = c.Agent with { Receipts = edit(c.Agent.Receipts) } })
            .Where(fault => !SipAlone.Contains(fault.Requirement))
            .Select(AsReadReceipt),
        new Deviation<MsrpConduct>("3.1-05-id-needed", "RCPT-3.1-05", Seat, "A message without a CPIM Message-ID is answered 400",
            c => c with { Response = (arrival, due) => LacksId(arrival) ? new MsrpReply.Status(400, "No Message-ID") : due }),
        Wants("3.1-11-id-is-request", "RCPT-3.1-11", "Any message with a Message-ID earns a read receipt",
            cpim => cpim.ReceiptRequest is null ? ReceiptKinds.Read : ReceiptRequest.Of(cpim)),
        Wants("3.2-05-always", "RCPT-3.2-05", "Every message earns a read receipt, whatever it asks for", _ => ReceiptKinds.Read),
        new Deviation<MsrpConduct>("3.4-01-by-disposition", "RCPT-3.4-01", Seat, "Whatever is marked confirm is taken for a receipt",
            c => c with { Identify = (_, cpim) => cpim.Content.Disposition?.Is("confirm") == true ? CpimKind.ReadReceipt : CpimKind.InstantMessage }),
        Carries("7.1.1-04-bare-document", "RCPT-7.1.1-04", "The receipt document is the body of the SEND",
            (draft, send) => send with { Body = draft.Write(draft.Document), ContentType = StatusReceipt.MediaType }),
        new Deviation<MsrpConduct>("7.1.1-05-one-table", "RCPT-7.1.1-05", Seat, "The ids of SENDs and of message/cpim bodies are kept in one table, and what seems known is dropped", OneTable),
        new Deviation<MsrpConduct>("7.1.1-05-echoes-msrp-id", "RCPT-7.1.1-05", Seat, "Receipts refer to the Message-ID of the SEND", EchoTransportId),
        new Deviation<MsrpConduct>("7.1.1-06-receipts-off", "RCPT-7.1.1-06", Seat, "No receipts are sent over MSRP", c => c with { Honours = (_, _) => ReceiptKinds.None }),
        MsrpSharedDeviations.Chunk(Seat, "7.1.1-09-first-chunk-only", "RCPT-7.1.1-09", "Only the first chunk of a receipt says Failure-Report: no",
            (send, number) => number == 0 ? send.Bytes.ToArray() : send.Edit().FailureReport(null).ToBytes()),
        Carries("7.1.1-10-absent", "RCPT-7.1.1-10", "Receipts say nothing about failure reports", (_, send) => send with { FailureReport = null }),
        Carries("7.1.1-10-partial", "RCPT-7.1.1-10", "Receipts say Failure-Report: partial", (_, send) => send with { FailureReport = "partial" }),
        Carries("7.1.1-11-success-report", "RCPT-7.1.1-11", "Receipts say Success-Report: yes", (_, send) => send with { SuccessReport = "yes" }),
        MsrpSharedDeviations.Agent(Seat, "7.1.1-12-asks-for-read", "RCPT-7.1.1-12", "Receipts ask for a read receipt about themselves",
            c => c with { Receipts = c.Receipts with { Compose = draft => draft.ToBuilder().Header("Receipt-Request", "read").ToBytes() } }),
        new Deviation<MsrpConduct>("7.1.2-01-silent-on-cpim", "RCPT-7.1.2-01", Seat, "SENDs that hold message/cpim are never answered",
            c => c with { Response = (arrival, due) => arrival.Request.ContentType?.Is("message/cpim") == true ? MsrpReply.None : due }),
        new Deviation<MsrpConduct>("7.1.2-03-impatient", "RCPT-7.1.2-03", Seat, "A receipt that has no response after 30 s ends the session",
            c => c with { ReceiptResponseTimeout = TimeSpan.FromSeconds(30) }),
        new Deviation<MsrpConduct>("7.1.3.1-01-first-chunk", "RCPT-7.1.3.1-01", Seat, "What a message asks for is looked up in its first chunk",
            c => c with { Honours = (message, asked) => c.Honours(message, HasRequestInFirstChunk(message) ? asked : ReceiptKinds.None) }),
        MsrpSharedDeviations.OneAtATime(Seat, "7.1.3.1-01-one-at-a-time", "RCPT-7.1.3.1-01"),
        new Deviation<MsrpConduct>("8.2-01-no-report", "RCPT-8.2-01", Seat, "Who wants no receipts sent sends no success REPORTs either", c => c with { ReportsForOptedOut = false }),
        new Deviation<MsrpConduct>("8.1-02-fragments", "RCPT-8.1-02", Seat, "A message that was given up, or whose connection broke, is taken as far as it came",
            c => c with { TakesFragments = true }),
        new Deviation<MsrpConduct>("7.1.3.2-03-delivery-receipts", "RCPT-7.1.3.2-03", Seat, "Delivery receipts that were asked for are sent over MSRP",
            c => c with { Honours = (_, asked) => asked }),
    ];

    private static Deviation AsReadReceipt(Deviation fault) =>
        fault.Requirement.StartsWith(Construction, StringComparison.Ordinal) && fault.Requirement != NoDocument && fault is Deviation<MsrpConduct> known
        ? known with { Id = string.Concat("3.3-01", fault.Id.AsSpan(fault.Requirement.Length - "RCPT-".Length)), Requirement = "RCPT-3.3-01" }
        : fault;

    private static MsrpConduct OneTable(MsrpConduct c)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return c with
        {
            Identify = (message, cpim) =>
                known.Add(message.MessageId) & (cpim.MessageId is not { } id || known.Add(id)) ? c.Identify(message, cpim) : CpimKind.Neither,
        };
    }

    private static bool LacksId(MsrpArrival arrival) =>
        arrival.Request is { HasBody: true } send
        && send.ContentType?.Is("message/cpim") == true
        && CpimMessage.TryParse(send.Body, CpimReading.Tolerant, out var cpim, out _)
        && cpim.MessageId is null;

    private static bool HasRequestInFirstChunk(MsrpReceived message) =>
        Encoding.Latin1.GetString(message.First.Body.Span).Contains("Receipt-Request: read\r\n", StringComparison.Ordinal);

    private static MsrpConduct EchoTransportId(MsrpConduct conduct)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        return conduct with
        {
            IdOf = (message, cpim) =>
            {
                var id = conduct.IdOf(message, cpim);
                ids[id ?? ""] = message.MessageId;
                return id;
            },
            Agent = conduct.Agent with
            {
                Receipts = ReceiptFaults.Document(conduct.Agent.Receipts, document => document with { MessageId = ids.GetValueOrDefault(document.MessageId ?? "") }),
            },
        };
    }

    private static Deviation<MsrpConduct> Wants(string id, string requirement, string text, Func<CpimMessage, ReceiptKinds> requests) =>
        MsrpSharedDeviations.Agent(Seat, id, requirement, text, c => c with { Receiving = c.Receiving with { Requests = requests } });

    private static Deviation<MsrpConduct> Carries(string id, string requirement, string text, Func<ReceiptDraft, MsrpOutgoing, MsrpOutgoing> envelope) =>
        new(id, requirement, Seat, text, c => c with { ReceiptEnvelope = envelope });
}
