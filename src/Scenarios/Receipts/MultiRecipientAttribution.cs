using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>One message, two fates.</summary>
public static class MultiRecipientAttribution
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative);

    private static readonly ListMessage ToBoth = new ListMessage("L", Bob.To(), Carol.To()).Carrying(M1);

    /// <summary>sip-multi-recipient-attribution.</summary>
    public static Scenario Scenario { get; } = new("sip-multi-recipient-attribution")
    {
        Suite = Suite.Receipts,
        Title = "recipient-uri says whose receipt it is",
        Story = "Alice sends one message to Bob and Carol by way of a list service. The service reports that it could not reach Carol, in a receipt "
            + "that comes from the service itself; Bob reports delivery. Alice shows each at the right name. What names nobody she shows at nobody's name.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("uri",
            [
                .. Attributed(Receipt.Failed(M1, 404).For(Carol), Alice.SeesReceipt(M1, "failed", Carol).Proves("RCPT-3.4-07")),
                Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice),
                Alice.SeesReceipt(M1, "delivered", Bob).Proves("RCPT-3.4-07", "RCPT-3.4-06"),
            ]),
            new("no-scheme", Attributed(Receipt.Failed(M1, 404).ForBare(Carol).AsProvocation(), Alice.SeesReceipt(M1, "failed", Carol).Proves("RCPT-3.4-07").Advisory("AMB-06"))),
            new("nobody-named", OfAll(Receipt.Failed(M1, 404).WithoutRecipient())),
        ],
    };

    private static Step[] Sent =>
    [
        Alice.IsAskedToSend(ToBoth, via: List),
        Alice.Sends(ToBoth, to: List).Proves("RCPT-6.1.1-06"),
        List.Answers(202, Alice),
    ];

    private static Step[] Attributed(Receipt ofService, Step shown) => [.. Sent, List.Sends(ofService, to: Alice), shown];

    /// <summary>A receipt that names nobody speaks for the list as a whole, and for none of those on it in particular.</summary>
    private static Step[] OfAll(Receipt ofService) =>
    [
        .. Sent,
        Never(Alice.SeesReceipt(M1, "failed", Carol)).Proves("RCPT-3.4-07"),
        Never(Alice.SeesReceipt(M1, "failed", Bob)).Proves("RCPT-3.4-07"),
        List.Sends(ofService, to: Alice),
        Alice.Answers(Codes.Success, List).Proves("RCPT-6.1.2-03"),
    ];
}
