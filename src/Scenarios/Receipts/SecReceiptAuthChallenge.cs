using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Who goes there?</summary>
public static class SecReceiptAuthChallenge
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    private static readonly Receipt Delivered = Receipt.Delivered(M1).For(Bob);

    /// <summary>sec-receipt-auth-challenge.</summary>
    public static Scenario Scenario { get; } = new("sec-receipt-auth-challenge")
    {
        Suite = Suite.Receipts,
        Title = "A receipt that is challenged goes out again with a proof of identity",
        Story = "Alice's server wants to know who sends her receipts. Bob's receipt is challenged like any MESSAGE; it goes out once more, with "
            + "credentials, and arrives.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants = Vary.Over([401, 407], code => new Step[]
        {
            Alice.Sends(M1, to: Bob),
            Bob.Answers(Codes.Success, Alice),
            Bob.Sends(Delivered, to: Alice).Proves("RCPT-6.1.3.1-02"),
            Alice.Answers(code, Bob),
            Bob.Sends(Delivered, to: Alice).Proves("RCPT-8-02"),
            Alice.Answers(200, Bob),
        }),
    };
}
