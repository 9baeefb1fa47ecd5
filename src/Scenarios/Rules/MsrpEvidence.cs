using Conformance.Harness.Evidence;
using Conformance.Wire.Msrp;

namespace Conformance.Scenarios.Rules;

/// <summary>Views of a trace that rules on MSRP share: chunks of one message, what a response answers, what a REPORT is about.</summary>
internal static class MsrpEvidence
{
    /// <summary>What is in the S/MIME layers of a body, or the body itself where it has none: the rules on types are about that (AMB-50).</summary>
    public static Content? Carried(this Content? content) => content?.Opened is { } inside ? inside.Carried() : content;

    /// <summary>The SEND, when the message is one with content.</summary>
    public static MsrpMessage? SendWithBody(Observed message) => message.Msrp is { Method: "SEND", HasBody: true } send ? send : null;

    /// <summary>All chunks of the message that a SEND belongs to, in the order in which they were sent; the SEND itself when it has no Message-ID.</summary>
    public static IReadOnlyList<Observed> ChunksOf(Observed chunk, Trace trace) => chunk.Msrp?.MessageId is not { } id
        ? [chunk]
        : [.. trace.Messages.Where(m => m.Msrp is { Method: "SEND" } send && send.MessageId == id && m.FromSut == chunk.FromSut && m.From == chunk.From && m.To == chunk.To)];

    /// <summary>The chunk that completed the message, which carries its whole content; null when it never was complete.</summary>
    public static Observed? Whole(Observed chunk, Trace trace) =>
        chunk.Assembled is not null ? chunk : ChunksOf(chunk, trace).FirstOrDefault(c => c.Assembled is not null);

    /// <summary>True for a chunk, first or last, of a message that is a receipt or tries to be one.</summary>
    public static bool IsOfReceipt(Observed chunk, Trace trace) => Whole(chunk, trace) is { Kind: MessageKind.Receipt };

    /// <summary>
    /// True for a chunk of a message that is a receipt by its headers (draft 3.4), which is stricter: what merely looks like a receipt may be answered.
    /// </summary>
    public static bool IsOfGenuineReceipt(Observed chunk, Trace trace) =>
        Whole(chunk, trace)?.Content?.Cpim?.Content is { } part
        && part.ContentType?.Is("message/status-receipt+xml") == true
        && part.Disposition?.Is("confirm") == true;

    /// <summary>The SEND that a response answers, or the first chunk of the one that a REPORT is about; null for anything else.</summary>
    public static Observed? Subject(Observed message, Trace trace) => message.Msrp switch
    {
        { IsResponse: true } => message.Request is { Msrp.Method: "SEND" } request ? request : null,
        { Method: "REPORT", MessageId: { } id } => trace.Messages.FirstOrDefault(m =>
            m.Index < message.Index && m.FromSut != message.FromSut && m.Msrp is { Method: "SEND" } send && send.MessageId == id),
        _ => null,
    };

    /// <summary>Whether a report header, or its default, has that value (RFC 4975 7.1.1: failures are reported unless said otherwise, successes are not).</summary>
    public static bool Says(string? header, string value, string whenAbsent) => value.Equals(header ?? whenAbsent, StringComparison.OrdinalIgnoreCase);
}
