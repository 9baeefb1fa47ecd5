using Conformance.Stack.Msrp;

namespace Conformance.ReferenceImpl.Gateways;

/// <summary>Responses by RFC 4975, hop by hop; REPORTs wait for what the SIP side says.</summary>
internal sealed class GatewayReplies(GatewayConduct conduct) : MsrpReplyPolicy
{
    /// <inheritdoc/>
    public override MsrpReply Respond(MsrpArrival arrival) => conduct.Response(arrival, base.Respond(arrival));

    /// <inheritdoc/>
    public override MsrpReply Report(MsrpSession session, MsrpReceived message) => MsrpReply.None;
}
