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

    private static readonly Im Reported = M1.Reporting(failure: "yes", success: "yes");

    /// <summary>msrp-opt-out-silent.</summary>
    public static Scenario Scenario { get; } = new("msrp-opt-out-silent")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Who opts out sends no read receipts and does not say so",
        Story = "Bob's user wants no receipts sent. Alice asks for one in a session. Bob answers her SEND just as he would otherwise, with a response and a success REPORT "
            + "as far as she wants them, his user reads the message, and nothing else reaches Alice.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("failure-report-yes", Flow(M1, Bob.Answers(200, Alice).Proves("RCPT-8.2-01"))),
            new("failure-report-no", Flow(M1.Reporting(failure: "no"), Never(Bob.Answers(Codes.Final, Alice)).Proves("RCPT-8.2-01", "RCPT-7.1.2-04"))),
            new("success-report-yes", Flow(
                Reported,
                Bob.Answers(200, Alice).Proves("RCPT-8.2-01"),
                Bob.Sends(new DeliveryReport(Reported), to: Alice).Proves("RCPT-8.2-01", "RCPT-7.1.2-01"))),
        ],
    };

    private static IReadOnlyList<Step> Flow(Im im, params Step[] msrp) =>
    [
        Bob.OptsOut(),
        Alice.OpensSessionWith(Bob),
        Alice.Sends(im, to: Bob),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-8.2-01"),
        .. msrp,
        Quiet(2),
        Bob.Reads(im),
    ];
}
