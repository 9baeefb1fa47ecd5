using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>For her eyes only.</summary>
public static class SecReceiptOnlyToSender
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Read).AddressedTo(Bob, Carol).WithCopyTo(Dave).WithReplyTo(Dave);

    /// <summary>sec-receipt-only-to-sender.</summary>
    public static Scenario Scenario { get; } = new("sec-receipt-only-to-sender")
    {
        Suite = Suite.Receipts,
        Title = "Receipts reach the sender of the message and nobody else",
        Story = "Alice's message names Bob and Carol as recipients and Dave for a copy, and Dave is the one to whom replies should go. Bob's receipts are none: they concern Alice alone, and Carol and Dave hear "
            + "nothing of them.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Flow =
        [
            Alice.Sends(M1, to: Bob),
            Never(Bob.Sends(Receipt.Any(M1), to: Carol)).Proves("RCPT-8-01"),
            Never(Bob.Sends(Receipt.Any(M1), to: Dave)).Proves("RCPT-8-01"),
            Bob.Answers(Codes.Success, Alice),
            Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),
            Bob.Reads(M1),
            Bob.Sends(Receipt.Read(M1).For(Bob), to: Alice).Proves("RCPT-3.3-03"),
        ],
    };
}
