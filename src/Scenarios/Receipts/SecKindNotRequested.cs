using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>More than was asked for.</summary>
public static class SecKindNotRequested
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    /// <summary>sec-kind-not-requested.</summary>
    public static Scenario Scenario { get; } = new("sec-kind-not-requested")
    {
        Suite = Suite.Receipts,
        Title = "A receipt of a kind nobody asked for is not believed",
        Story = "Alice asked to be told of delivery. Bob sends a receipt of another kind. Alice answers it and does not show it.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("read", NotAskedFor(Receipt.Read(M1).For(Bob))),
            new("failed", NotAskedFor(Receipt.Failed(M1).For(Bob))),
        ],
    };

    private static Step[] NotAskedFor(Receipt receipt) =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),
        Never(Alice.SeesAnyReceipt(M1)).Proves("RCPT-8.1-04"),

        Bob.Sends(receipt.AsProvocation(), to: Alice),
        Alice.Answers(Codes.Final, Bob).Proves("RCPT-6.1.2-03"),
    ];
}
