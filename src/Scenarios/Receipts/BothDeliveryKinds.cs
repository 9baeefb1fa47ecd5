using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Two wishes, one outcome.</summary>
public static class BothDeliveryKinds
{
    /// <summary>sip-both-delivery-kinds.</summary>
    public static Scenario Scenario { get; } = new("sip-both-delivery-kinds")
    {
        Suite = Suite.Receipts,
        Title = "A message may ask for both delivery receipts and gets the one that fits",
        Story = "Alice asks to be told of success and of failure alike, in either order. Bob accepts the message and later learns what became of it. "
            + "He sends the one receipt that fits the outcome and never the other.",
        Seats = [Alice.As(Seat.ImSender), Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("positive-negative-delivered", Delivered(new Im("M1").Asking(Im.Positive, Im.Negative))),
            new("positive-negative-failed", Failed(new Im("M1").Asking(Im.Positive, Im.Negative))),
            new("negative-positive-delivered", Delivered(new Im("M1").Asking(Im.Negative, Im.Positive))) { OnlySeats = [Seat.ImRecipient] },
            new("negative-positive-failed", Failed(new Im("M1").Asking(Im.Negative, Im.Positive))) { OnlySeats = [Seat.ImRecipient] },
        ],
    };

    private static Step[] Delivered(Im im) =>
    [
        Bob.HoldsDelivery(),
        Alice.IsAskedToSend(im, to: Bob),
        Alice.Sends(im, to: Bob).Proves("RCPT-3.1-09", "RCPT-3.1-13"),
        Bob.Answers(Codes.SuccessSaying(202), Alice),

        Bob.Delivers(im),
        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves("RCPT-3.1-09", "RCPT-3.1-13", "RCPT-6.1.3.1-02"),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
        Alice.SeesReceipt(im, "delivered").Proves("RCPT-3.4-06"),
        Never(Bob.Sends(Receipt.AnyDelivery(im), to: Alice)).Proves("RCPT-3.1-09"),
    ];

    private static Step[] Failed(Im im) =>
    [
        Bob.HoldsDelivery(),
        Alice.IsAskedToSend(im, to: Bob),
        Alice.Sends(im, to: Bob).Proves("RCPT-3.1-09", "RCPT-3.1-13"),
        Bob.Answers(Codes.SuccessSaying(202), Alice),

        Bob.FailsDelivery(im),
        Bob.Sends(Receipt.Failed(im).For(Bob), to: Alice).Proves("RCPT-3.1-09", "RCPT-3.1-13", "RCPT-6.1.3.1-07"),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
        Alice.SeesReceipt(im, "failed").Proves("RCPT-3.4-06"),
        Never(Bob.Sends(Receipt.AnyDelivery(im), to: Alice)).Proves("RCPT-3.1-09"),
    ];
}
