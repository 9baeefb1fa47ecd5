using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Two transactions, no order between them.</summary>
public static class EarlyReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    /// <summary>sip-early-receipt.</summary>
    public static Scenario Scenario { get; } = new("sip-early-receipt")
    {
        Suite = Suite.Receipts,
        Title = "A receipt may overtake the response to the message",
        Story = "Bob's receipt is faster than his 200 to the message it is about. Alice answers the receipt and shows it; the late 200 then finds "
            + "nothing out of order.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("at-once", Overtaking()),
            new("after-100", Overtaking(Quiet(8), Bob.IsTrying(Alice))),
        ],
    };

    private static Step[] Overtaking(params Step[] before) =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        .. before,
        Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-3.1-16", "RCPT-6.1.2-03"),
        Bob.Answers(200, Alice, of: M1),
        Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.1-16", "RCPT-3.4-06"),
    ];
}
