using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Stack.Sip;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Engine;

/// <content>What becomes of a request of a harness party.</content>
internal sealed partial class CaseRun
{
    /// <summary>A request of a harness party with its fate.</summary>
    private sealed class Sent(Arrow arrow, Outbound outbound, SipMessageBuilder request)
    {
        /// <summary>The line that sends it; of a message in portions, the latest.</summary>
        internal Arrow Arrow { get; set; } = arrow;

        internal Outbound Outbound { get; } = outbound;

        internal SipMessageBuilder Request { get; } = request;

        internal SipMessage? Message { get; set; }

        /// <summary>The request as it was before any challenge.</summary>
        internal SipMessage? First { get; set; }

        internal Leg? Leg { get; set; }

        internal SipClientTransaction? Transaction { get; set; }

        /// <summary>The chunks of a message sent over MSRP, as seen on the wire.</summary>
        internal List<Observed> Chunks { get; } = [];

        /// <summary>The chunks of a message sent over MSRP that a later line sends.</summary>
        internal IReadOnlyList<MsrpMessage> Rest { get; set; } = [];

        internal Observed? Final { get; set; }

        /// <summary>True when a REPORT says that it failed, whatever the next hop had answered.</summary>
        internal bool IsReportedFailed { get; set; }

        /// <summary>True when it was repeated before any answer came: then the first answer is that to the repetition too.</summary>
        internal bool RepeatedUnanswered { get; set; }

        internal bool HasAuthenticated { get; set; }

        internal bool IsDone { get; set; }

        internal Action? WhenDone { get; set; }

        internal bool Carries(Observed request) => ReferenceEquals(Leg?.Request, request) || Chunks.Contains(request);
    }
}
