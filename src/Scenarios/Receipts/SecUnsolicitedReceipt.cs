using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A receipt out of the blue.</summary>
public static class SecUnsolicitedReceipt
{
    private const string NeverSent = "never-sent-by-alice";

    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative, Im.Read);

    /// <summary>sec-unsolicited-receipt.</summary>
    public static Scenario Scenario { get; } = new("sec-unsolicited-receipt")
    {
        Suite = Suite.Receipts,
        Title = "A receipt for an id never sent changes nothing",
        Story = "Mallory sends Alice receipts about a message that Alice never sent. Alice answers them like any MESSAGE. Her user is shown no receipt "
            + "and no message.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("delivered", Unsolicited(Receipt.Delivered(M1))),
            new("failed", Unsolicited(Receipt.Failed(M1, 404))),
            new("read", Unsolicited(Receipt.Read(M1))),
        ],
    };

    private static Step[] Unsolicited(Receipt receipt) =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),
        Never(Alice.Sees("show-receipt", ("message-id", NeverSent))).Proves("RCPT-8.1-04"),
        Never(Alice.Sees("show")).Proves("RCPT-8.1-04"),
        Never(Alice.SeesAnyReceipt(M1)).Proves("RCPT-8.1-04"),

        Mallory.Sends(receipt.About(NeverSent), to: Alice),
        Alice.Answers(Codes.Final, Mallory).Proves("RCPT-6.1.2-03"),
    ];
}
