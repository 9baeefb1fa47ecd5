using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The failure that comes after the acceptance.</summary>
public static class NegativeDeliveryLate
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Negative);

    /// <summary>sip-negative-delivery-late.</summary>
    public static Scenario Scenario { get; } = new("sip-negative-delivery-late")
    {
        Suite = Suite.Receipts,
        Title = "A negative receipt follows when delivery fails after the 2xx",
        Story = "Bob is a gateway: he accepts Alice's message before he knows whether he can deliver it. When he learns that he cannot, the response has "
            + "long gone, so he tells Alice in a negative receipt, sent in a MESSAGE of its own. Alice shows her user that the message failed.",
        Seats = [Alice.As(Seat.ImSender), Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("202", Failure(202, openFor: 2)),
            new("200", Failure(200, openFor: 2)) { OnlySeats = [Seat.ImSender] },
            new("after-64-T1", Failure(202, openFor: 70)),
        ],
    };

    private static Step[] Failure(int code, int openFor) =>
    [
        Bob.HoldsDelivery(),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob).Proves("RCPT-3.1-07"),
        Bob.Answers(Codes.SuccessSaying(code), Alice).Proves("RCPT-6.1.2-02", "I3428-7-01"),

        Held(openFor),
        Bob.FailsDelivery(M1),
        Bob.Sends(Receipt.Failed(M1).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-07", "RCPT-6.1.3.1-09"),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
        Alice.SeesReceipt(M1, "failed").Proves("RCPT-3.2-06", "RCPT-3.4-02", "RCPT-3.4-06", "RCPT-6.1.3.2-01"),
        Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.1.3.1-07"),
    ];
}
