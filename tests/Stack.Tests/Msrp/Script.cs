using Conformance.Stack.Msrp;

namespace Conformance.Stack.Tests.Msrp;

/// <summary>A reply policy made of lambdas.</summary>
internal sealed class Script : MsrpReplyPolicy
{
    public Func<MsrpArrival, MsrpReply>? OnRespond { get; init; }

    public Func<MsrpReceived, MsrpReply>? OnReport { get; init; }

    public override MsrpReply Respond(MsrpArrival arrival) => OnRespond?.Invoke(arrival) ?? base.Respond(arrival);

    public override MsrpReply Report(MsrpSession session, MsrpReceived message) => OnReport?.Invoke(message) ?? base.Report(session, message);
}
