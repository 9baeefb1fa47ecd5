using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Delivered is not read.</summary>
public static class ReadNotPremature
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Read);

    /// <summary>sip-read-not-premature.</summary>
    public static Scenario Scenario { get; } = new("sip-read-not-premature")
    {
        Suite = Suite.Receipts,
        Title = "No read receipt from delivery or notification alone",
        Story = "Alice asks for a delivery receipt and for a read receipt. Bob's user sees that there is a message and never opens it, or deletes it "
            + "unread. Delivery is reported; reading is not.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("", Delivered(Quiet(20))),
            new("deleted", Delivered(Bob.Deletes(M1).IfPossible(M1))),
        ],
    };

    private static Step[] Delivered(Step next) =>
    [
        Alice.Sends(M1, to: Bob),
        Never(Bob.Sends(Receipt.AnyRead(M1), to: Alice)).Proves("RCPT-8.1-02"),
        Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02"),
        Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),
        Bob.SeesMessage(M1),
        next,
    ];
}
