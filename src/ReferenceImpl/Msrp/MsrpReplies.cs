using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Msrp;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>Answers by RFC 4975, but never to a receipt (draft section 7.1.2).</summary>
internal sealed class MsrpReplies(MsrpConduct conduct, Func<MsrpSession, bool> isOptedOut) : MsrpReplyPolicy
{
    /// <inheritdoc/>
    public override MsrpReply Respond(MsrpArrival arrival) => conduct.Response(arrival, IsReceipt(arrival.Request) ? MsrpReply.None : base.Respond(arrival));

    /// <inheritdoc/>
    public override MsrpReply Report(MsrpSession session, MsrpReceived message) =>
        conduct.Report(message, conduct.ReportsForOptedOut || !isOptedOut(session) ? base.Report(session, message) : MsrpReply.None);

    /// <summary>
    /// Whether a request is a whole receipt. A receipt that comes in pieces is not known as one when its pieces are answered; they are left without
    /// an answer when they say Failure-Report: no, as they must.
    /// </summary>
    public static bool IsReceipt(MsrpMessage request) =>
        request is { Method: "SEND", Flag: MsrpFlag.Last, HasBody: true }
        && request.ByteRange is null or { Start: 1 }
        && request.ContentType?.Is("message/cpim") == true
        && CpimMessage.TryParse(request.Body, CpimReading.Tolerant, out var cpim, out _)
        && cpim.Content.ContentType?.Is(StatusReceipt.MediaType) == true;
}
