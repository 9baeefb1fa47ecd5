using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The id on the envelope.</summary>
public static class ReceiptWithOwnMessageId
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Read);
    private static readonly Im M2 = new Im("M2").Asking(Im.Positive, Im.Read);

    /// <summary>sip-receipt-with-own-message-id.</summary>
    public static Scenario Scenario { get; } = new("sip-receipt-with-own-message-id")
    {
        Suite = Suite.Receipts,
        Title = "A Message-ID on a receipt is ignored",
        Story = "Two of Alice's messages wait for receipts. Bob's receipt is about the first, but wrongly carries a Message-ID of its own, that of the "
            + "second or one that nobody knows. Alice goes by what the document says.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("delivered", Confusing(Receipt.Delivered(M1).For(Bob).WithIdOf(M2), "delivered", "RCPT-3.2-08")),
            new("read", Confusing(Receipt.Read(M1).For(Bob).WithIdOf(M2), "read", "RCPT-3.3-02")),
            new("unknown-id", Confusing(Receipt.Delivered(M1).For(Bob).WithOwn("nobody-knows-this", null), "delivered", "RCPT-3.2-08")),
            new("broken-id", Confusing(Receipt.Delivered(M1).For(Bob).WithOwn("<not@a.token>", null), "delivered", "RCPT-3.2-08")),
        ],
    };

    private static Step[] Confusing(Receipt receipt, string told, string shown) =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),
        Alice.IsAskedToSend(M2, to: Bob),
        Alice.Sends(M2, to: Bob),
        Bob.Answers(200, Alice),
        Never(Alice.SeesAnyReceipt(M2)).Proves(shown),

        Bob.Sends(receipt, to: Alice),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
        Alice.SeesReceipt(M1, told).Proves(shown, "RCPT-3.4-06"),
    ];
}
