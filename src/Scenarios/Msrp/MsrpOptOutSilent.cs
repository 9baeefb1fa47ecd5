using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A right to privacy, in sessions too.</summary>
public static class MsrpOptOutSilent
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-opt-out-silent.</summary>
    public static Scenario Scenario { get; } = new("msrp-opt-out-silent")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Who opts out sends no read receipts and does not say so",
        Story = "Bob's user wants no receipts sent. Alice asks for one in a session. Bob answers her SEND just as he would otherwise, his user reads the "
            + "message, and nothing else reaches Alice.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow =
        [
            Bob.OptsOut(),
            Alice.OpensSessionWith(Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice).Proves("RCPT-8.2-01"),
            Bob.Reads(M1),
            Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-8.2-01"),
        ],
    };
}
