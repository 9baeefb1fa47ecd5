using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Loss on the way, as UDP has it.</summary>
public static class RetransmittedIm
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Read);

    private static readonly Step[] ImRepeated =
    [
        Alice.Sends(M1, to: Bob),
        Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02"),
        Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),

        Alice.Repeats(M1, to: Bob),
        Bob.Answers(Codes.Success, Alice).Proves("I3261-17.2.2-01"),
        Never(Bob.Sends(Receipt.AnyDelivery(M1), to: Alice)).Proves("RCPT-6.1.3.1-02", "I3261-17.2.2-01"),
    ];

    private static readonly Step[] ReceiptAnsweredLate =
    [
        Alice.Sends(M1, to: Bob),
        Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02"),
        Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),
        Never(Bob.Sends(Receipt.AnyDelivery(M1), to: Alice)).Proves("RCPT-6.1.3.1-02"),

        Quiet(4),
        Alice.Answers(200, Bob),
    ];

    /// <summary>sip-retransmitted-im.</summary>
    public static Scenario Scenario { get; } = new("sip-retransmitted-im")
    {
        Suite = Suite.Receipts,
        Title = "A retransmitted message yields one receipt",
        Story = "Alice's message reaches Bob twice, since she takes his 200 for lost. It is one message all the same: Bob repeats his response and "
            + "sends one receipt of a kind. When Alice is slow to answer that receipt, Bob repeats it in the same transaction.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Transports = [TransportKind.Udp],
        Variants =
        [
            new("im-repeated", ImRepeated),
            new("receipt-answered-late", ReceiptAnsweredLate),
        ],
    };
}
