using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Everything there is to know.</summary>
public static class AllThreeReceipts
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative, Im.Read);

    private static readonly Im Before = new Im("M0").Asking(Im.Positive);
    private static readonly Receipt DeliveredBefore = Receipt.Delivered(Before).For(Bob);
    private static readonly Receipt Delivered = Receipt.Delivered(M1).For(Bob);
    private static readonly Receipt Read = Receipt.Read(M1).For(Bob);

    /// <summary>sip-all-three-receipts.</summary>
    public static Scenario Scenario { get; } = new("sip-all-three-receipts")
    {
        Suite = Suite.Receipts,
        Title = "Delivery and reading are reported one after the other",
        Story = "Alice asks for all receipts there are. Bob reports delivery when the message has arrived and reading when his user has opened it; "
            + "nothing fails, so nothing else comes. Where Alice takes her time with an earlier receipt the two wait for their turn, and are expected in the order of what happened (AMB-60). "
            + "Alice copes with them in either order.",
        Seats = [Alice.As(Seat.ImSender), Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("in-order",
            [
                Alice.IsAskedToSend(M1, to: Bob),
                Alice.Sends(M1, to: Bob).Proves("RCPT-3.1-09"),
                Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02"),

                Bob.Sends(Delivered, to: Alice).Proves("RCPT-3.1-13", "RCPT-6.1.3.1-02"),
                Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
                Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.2-06"),
                Bob.Reads(M1),
                Bob.Sends(Read, to: Alice).Proves("RCPT-3.1-13", "RCPT-3.3-03"),
                Alice.SeesReceipt(M1, "read").Proves("RCPT-3.4-09", "RCPT-3.4-10"),
                Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-3.2-05"),
            ]),
            new("alice-is-slow",
            [
                Alice.Sends(Before, to: Bob),
                Bob.Answers(Codes.Success, Alice),
                Bob.Sends(DeliveredBefore, to: Alice).Proves("RCPT-6.1.3.1-02"),

                Alice.Sends(M1, to: Bob),
                Bob.Answers(Codes.Success, Alice, of: M1).Proves("RCPT-6.1.2-02"),
                Bob.Reads(M1),
                Alice.Answers(200, Bob, of: DeliveredBefore),
                Bob.Sends(Delivered, to: Alice).Proves("RCPT-3.1-13", "RCPT-6.1.3.1-02"),
                Bob.Sends(Read, to: Alice).Proves("RCPT-3.1-13", "RCPT-3.3-03"),
            ]) { OnlySeats = [Seat.ImRecipient] },
            new("read-first",
            [
                Alice.IsAskedToSend(M1, to: Bob),
                Alice.Sends(M1, to: Bob).Proves("RCPT-3.1-09"),
                Bob.Answers(Codes.Success, Alice),

                Bob.Sends(Read, to: Alice),
                Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
                Alice.SeesReceipt(M1, "read").Proves("RCPT-3.4-09", "RCPT-3.4-10"),
                Bob.Sends(Delivered, to: Alice),
                Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.2-06"),
            ]) { OnlySeats = [Seat.ImSender] },
        ],
    };
}
