using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Receipts that nobody wanted.</summary>
public static class UnrequestedKind
{
    private static readonly Im OnSuccess = new Im("M1").Asking(Im.Positive);
    private static readonly Im OnFailure = new Im("M1").Asking(Im.Negative);

    /// <summary>sip-unrequested-kind.</summary>
    public static Scenario Scenario { get; } = new("sip-unrequested-kind")
    {
        Suite = Suite.Receipts,
        Title = "No receipt of a kind that was not asked for",
        Story = "Alice asks for one kind of receipt and something else happens: the message is delivered and read though she wanted to hear of "
            + "failures only, or it fails though she wanted to hear of success only. Bob keeps to what she asked for.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("negative-but-delivered-and-read",
            [
                Alice.Sends(OnFailure, to: Bob),
                Bob.Answers(Codes.Success, Alice),
                Bob.Reads(OnFailure),
                Never(Bob.Sends(Receipt.Any(OnFailure), to: Alice)).Proves("RCPT-3.2-05"),
            ]),
            new("positive-but-failed",
            [
                Bob.HoldsDelivery(),
                Alice.Sends(OnSuccess, to: Bob),
                Bob.Answers(Codes.Success, Alice),
                Bob.FailsDelivery(OnSuccess),
                Never(Bob.Sends(Receipt.Any(OnSuccess), to: Alice)).Proves("RCPT-3.2-05"),
            ]),
            new("positive-and-read",
            [
                Alice.Sends(OnSuccess, to: Bob),
                Bob.Answers(Codes.Success, Alice),
                Bob.Sends(Receipt.Delivered(OnSuccess).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),
                Bob.Reads(OnSuccess),
                Never(Bob.Sends(Receipt.AnyRead(OnSuccess), to: Alice)).Proves("RCPT-3.2-05"),
            ]),
        ],
    };
}
