using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>No echo.</summary>
public static class ReceiptNeverAnsweredByReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Read);

    /// <summary>sip-receipt-never-answered-by-receipt.</summary>
    public static Scenario Scenario { get; } = new("sip-receipt-never-answered-by-receipt")
    {
        Suite = Suite.Receipts,
        Title = "Requests on a receipt are ignored",
        Story = "Bob's receipts wrongly ask for receipts about themselves, under either spelling of the header. Alice takes them as what they are and "
            + "shows them; no receipt about a receipt ever leaves her, not even when her user opens them, or when she refuses one.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            .. Vary.Over(["Receipt-Request", "Request-Receipt"], header => Asking(header)),
            new("without-own-id", Asking("Receipt-Request", named: false)),
            new("refused", Refused),
            new("opened", [.. Asking("Receipt-Request"), Alice.Opens("X1"), Alice.Opens("X2")]),
        ],
    };

    /// <summary>The receipt wants an extension that nobody knows, so that it is refused (RFC 3261 8.2.2.3); that is no reason for a receipt either.</summary>
    private static Step[] Refused =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),
        Never(Alice.Sends(Receipt.OfNothing.About("X1"), to: Bob)).Proves("RCPT-3.2-11"),
        Never(Alice.Sends(Receipt.Any(M1), to: Bob)).Proves("RCPT-3.2-11"),

        Bob.Sends(Receipt.Delivered(M1).For(Bob).WithOwn("X1", "positive-delivery, negative-delivery, read").WithHeader("Require", "x-unknown"), to: Alice),
        Alice.Answers(Codes.Final, Bob).Proves("RCPT-6.1.2-03"),
    ];

    private static Step[] Asking(string header, bool named = true) =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),
        Never(Alice.Sends(Receipt.OfNothing.About("X1"), to: Bob)).Proves("RCPT-3.2-11"),
        Never(Alice.Sends(Receipt.OfNothing.About("X2"), to: Bob)).Proves("RCPT-3.3-02"),
        Never(Alice.Sends(Receipt.Any(M1), to: Bob)).Proves("RCPT-3.2-11"),

        Bob.Sends(Receipt.Delivered(M1).For(Bob).WithOwn(named ? "X1" : null, "positive-delivery, negative-delivery, read", header), to: Alice),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
        Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.2-11"),

        Bob.Sends(Receipt.Read(M1).For(Bob).WithOwn(named ? "X2" : null, "read", header), to: Alice),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
        Alice.SeesReceipt(M1, "read").Proves("RCPT-3.3-02"),
    ];
}
