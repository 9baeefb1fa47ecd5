using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The flow at the heart of the receipts draft.</summary>
public static class PositiveDelivery
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    /// <summary>sip-positive-delivery.</summary>
    public static Scenario Scenario { get; } = new("sip-positive-delivery")
    {
        Suite = Suite.Receipts,
        Title = "A positive receipt follows the 2xx once the message is delivered",
        Story = "Alice asks Bob for a positive delivery receipt. Bob answers 2xx and, once the message has reached his user, sends one receipt in a MESSAGE "
            + "of its own. Alice answers it and shows her user that the message was delivered. No second receipt follows. An im: URI in To names Bob as well as a SIP one.",
        Seats = [Alice.As(Seat.ImSender), Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("200", Delivery(M1, 200)),
            new("202", Delivery(M1, 202)) { OnlySeats = [Seat.ImSender] },
            new("im-uri", Delivery(M1.AddressedTo(Bob, Carol).ToImUri(), 200)) { OnlySeats = [Seat.ImRecipient] },
            new("difficult-name", Delivery(M1.SignedBy("O'Reilly \"Zoë\" & <Søn>"), 200)) { OnlySeats = [Seat.ImRecipient] },
        ],
    };

    private static Step[] Delivery(Im im, int code) =>
    [
        Alice.IsAskedToSend(im, to: Bob),
        Alice.Sends(im, to: Bob).Proves("RCPT-3.1-08"),
        Bob.Answers(Codes.SuccessSaying(code), Alice).Proves("RCPT-6.1.2-02", "I3428-7-01"),

        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02", "RCPT-6.1.3.1-06"),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
        Alice.SeesReceipt(im, "delivered").Proves("RCPT-3.2-06", "RCPT-3.4-02", "RCPT-3.4-06", "RCPT-6.1.3.2-01"),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.1.3.1-02"),
    ];
}
