using Conformance.Stack.Msrp;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>Responses by RFC 4975, hop by hop; reports wait for what the other legs say.</summary>
internal sealed class SwitchReplies(SwitchConduct conduct, Func<MsrpArrival, bool> isRefused) : MsrpReplyPolicy
{
    /// <inheritdoc/>
    public override MsrpReply Respond(MsrpArrival arrival) => conduct.Response(arrival, base.Respond(isRefused(arrival) ? arrival with { Status = 403 } : arrival));

    /// <inheritdoc/>
    public override MsrpReply Report(MsrpSession session, MsrpReceived message) => MsrpReply.None;
}
