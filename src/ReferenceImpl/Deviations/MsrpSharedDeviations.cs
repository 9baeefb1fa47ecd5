using System.Text;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.ReferenceImpl.Msrp;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Msrp;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults that both MSRP end seats can have: in the SENDs they write, and in what they answer. Also faults known from SIP, over MSRP.</summary>
internal static class MsrpSharedDeviations
{
    private static readonly MsrpReply.Status Ok = new(200, "OK");

    /// <summary>Those of one seat.</summary>
    public static IEnumerable<Deviation> Of(string seat) =>
    [
        Chunk(seat, "7.1.1-01-no-message-id", "RCPT-7.1.1-01", "SENDs have no MSRP Message-ID", (send, _) => send.Edit().Remove("Message-ID").ToBytes()),
        Chunk(seat, "7.1.1-01-paths-swapped", "RCPT-7.1.1-01", "From-Path stands before To-Path", (send, _) => SwapPaths(send)),
        Chunk(seat, "7.1.1-01-no-range", "RCPT-7.1.1-01", "Chunks after the first have no Byte-Range",
            (send, number) => number == 0 ? send.Bytes.ToArray() : send.Edit().Remove("Byte-Range").ToBytes()),
        Chunk(seat, "7.1.1-01-range-off", "RCPT-7.1.1-01", "Byte-Range counts the line end before the end-line",
            (send, _) => send.ByteRange is { End: { } end } range ? send.Edit().ByteRange(range.Start, end + 2, range.Total).ToBytes() : send.Bytes.ToArray()),
        Chunk(seat, "7.1.1-02-later-chunks", "RCPT-7.1.1-02", "Chunks after the first say text/plain",
            (send, number) => number == 0 ? send.Bytes.ToArray() : send.Edit().Set("Content-Type", "text/plain").ToBytes()),
        new Deviation<MsrpConduct>("7.1.2-01-answers-partial", "RCPT-7.1.2-01", seat, "A SEND with Failure-Report: partial is answered 200",
            c => c with { Response = (arrival, due) => Says(arrival, "partial") ? Ok : due }),
        new Deviation<MsrpConduct>("7.1.2-04-receipts-only", "RCPT-7.1.2-04", seat, "A SEND with Failure-Report: no goes unanswered only when it is a receipt",
            c => c with { Response = (arrival, due) => Says(arrival, "no") && !MsrpReplies.IsReceipt(arrival.Request) ? Ok : due }),
    ];

    /// <summary>A message between whose chunks another one comes is lost.</summary>
    public static Deviation<MsrpConduct> OneAtATime(string seat, string id, string requirement) =>
        new(id, requirement, seat, "A message is lost when another one comes between its chunks", c =>
        {
            var interruptions = new Interruptions();
            return c with
            {
                Response = (arrival, due) => c.Response(interruptions.Note(arrival), due),
                Identify = (message, cpim) => interruptions.HaveHit(message.MessageId) ? CpimKind.Neither : c.Identify(message, cpim),
            };
        });

    /// <summary>Faults of a seat over SIP, as faults of one over MSRP.</summary>
    /// <param name="ids">Their ids.</param>
    public static IEnumerable<Deviation> Lift(string seat, IReadOnlyList<Deviation> known, params string[] ids) =>
        ids.Select(id => Lift(seat, known.OfType<Deviation<UserAgentConduct>>().Single(deviation => deviation.Id == id)));

    /// <summary>A fault in what SIP and MSRP user agents have in common.</summary>
    public static Deviation<MsrpConduct> Agent(string seat, string id, string requirement, string text, Func<UserAgentConduct, UserAgentConduct> edit) =>
        new(id, requirement, seat, text, c => c with { Agent = edit(c.Agent) });

    /// <summary>Puts text/plain where a message/cpim entity was.</summary>
    public static MsrpOutgoing Plain(ImDraft draft, MsrpOutgoing outgoing) =>
        outgoing with { Body = Encoding.UTF8.GetBytes(draft.Text), ContentType = "text/plain;charset=utf-8" };

    /// <summary>The type that the document of a receipt states, whatever its headers say.</summary>
    public static CpimKind ByDocument(CpimMessage cpim, CpimKind otherwise) =>
        ReceiptIdentification.TryRead(cpim.Content.Content, out var document)
            ? document.Type == Wire.Receipts.StatusReceipt.ReadType ? CpimKind.ReadReceipt : CpimKind.DeliveryReceipt
            : otherwise;

    /// <summary>A fault in single chunks, counted from 0 within their message.</summary>
    public static Deviation<MsrpConduct> Chunk(string seat, string id, string requirement, string text, Func<MsrpMessage, int, byte[]> edit) =>
        new(id, requirement, seat, text, c => c with { Chunk = edit });

    private static Deviation<MsrpConduct> Lift(string seat, Deviation<UserAgentConduct> known) => Agent(seat, known.Id, known.Requirement, known.Text, known.Edit);

    private static bool Says(MsrpArrival arrival, string value) => value.Equals(arrival.Request.FailureReport, StringComparison.OrdinalIgnoreCase);

    private static byte[] SwapPaths(MsrpMessage send)
    {
        var lines = Encoding.Latin1.GetString(send.Bytes.Span).Split("\r\n");
        (lines[1], lines[2]) = (lines[2], lines[1]);
        return Encoding.Latin1.GetBytes(string.Join("\r\n", lines));
    }
}
