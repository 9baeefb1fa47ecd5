using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Many lies.</summary>
public static class SecReceiptFlood
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative);

    private static readonly Arrow Genuine = Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice);

    /// <summary>sec-receipt-flood.</summary>
    public static Scenario Scenario { get; } = new("sec-receipt-flood")
    {
        Suite = Suite.Receipts,
        Title = "Forged receipts in numbers move nothing",
        Story = "Mallory sends Alice many forged negative receipts, about her message to Bob and about others that never were. No MESSAGE leaves Alice "
            + "because of them, and the genuine receipt that follows is still taken and shown.",
        Seats = [Alice.As(Seat.ImSender)],
        Flow = Flood(50),
    };

    /// <summary>sec-receipt-flood-thousand. It runs when it is asked for by name.</summary>
    public static Lazy<Scenario> Thousand { get; } = new(() => new("sec-receipt-flood-thousand")
    {
        Suite = Suite.Receipts,
        Title = "A thousand forged receipts move nothing",
        Story = "Mallory sends Alice a thousand forged negative receipts, half of them about her message to Bob and half about others that never were. No MESSAGE leaves "
            + "Alice because of them, and the genuine receipt that follows is still taken and shown.",
        Seats = [Alice.As(Seat.ImSender)],
        Flow = Flood(1000),
    });

    private static Step[] Flood(int receipts) =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),
        Never(Alice.Sends(M1, to: Bob)).Before(Genuine).Proves("RCPT-8.1-01"),

        .. Enumerable.Range(1, receipts / 2).SelectMany(n => new Step[]
        {
            Mallory.Sends(Receipt.Failed(M1, 404).For(Mallory).AsProvocation(), to: Alice),
            Mallory.Sends(Receipt.Failed(M1, 404).For(Mallory).About($"made-up-{n}"), to: Alice),
        }),

        Genuine,
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03", "RCPT-8.1-01"),
        Alice.SeesReceipt(M1, "delivered").Proves("RCPT-8.1-01"),
    ];
}
