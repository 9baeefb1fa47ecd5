using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A receipt that does not arrive.</summary>
public static class ReceiptRefused
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    /// <summary>sip-receipt-refused.</summary>
    public static Scenario Scenario { get; } = new("sip-receipt-refused")
    {
        Suite = Suite.Receipts,
        Title = "A receipt that is refused brings no further receipt",
        Story = "Bob reports delivery and Alice refuses his report, or never answers it. Bob may try again a few times. He sends no receipt about the "
            + "receipt.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            .. Vary.Over([480, 415, 500, 603], code => Refused(Alice.Answers(code, Bob), 1)),
            new("silence", Refused(Alice.Ignores(Bob), 70)),
        ],
    };

    private static Step[] Refused(Answer refusal, int time) =>
    [
        Alice.Sends(M1, to: Bob),
        Bob.Answers(Codes.Success, Alice),
        Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-06"),
        Perhaps(Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice).AnsweredBy(refusal.Codes)).AnyNumberOfTimes(),
        Never(Bob.Sends(Receipt.OfNothing, to: Alice)).Proves("RCPT-3.2-05", "RCPT-3.2-09"),
        refusal,
        Quiet(time),
    ];
}
