using Conformance.Stack.Msrp;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>Responses by RFC 4975, hop by hop; reports wait for what the other legs say.</summary>
internal sealed class SwitchReplies(SwitchConduct conduct) : MsrpReplyPolicy
{
    /// <inheritdoc/>
    public override MsrpReply Respond(MsrpArrival arrival) => conduct.Response(arrival, base.Respond(arrival));

    /// <inheritdoc/>
    public override MsrpReply Report(MsrpSession session, MsrpReceived message) => MsrpReply.None;
}
