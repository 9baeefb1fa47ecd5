using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>One at a time.</summary>
public static class SecondImWaits
{
    private static readonly Im M1 = new("M1");
    private static readonly Im M2 = new("M2");

    private static readonly Answer FirstAnswer = Bob.Answers(200, Alice, of: M1);

    /// <summary>sip-second-im-waits.</summary>
    public static Scenario Scenario { get; } = new("sip-second-im-waits")
    {
        Suite = Suite.Receipts,
        Title = "A second message to the same person waits for the first response",
        Story = "Alice's user writes two messages to Bob in a row, and Bob takes his time with the first response. The second message does not leave "
            + "before the first transaction has ended.",
        Seats = [Alice.As(Seat.ImSender)],
        Flow =
        [
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob),
            Never(Alice.Sends(M2, to: Bob)).UpTo(FirstAnswer).Proves("I3428-8-03", "RCPT-6.1.1-01"),
            Alice.IsAskedToSend(M2, to: Bob),
            Quiet(6),

            FirstAnswer,
            Alice.Sends(M2, to: Bob).Proves("I3428-8-03"),
            Bob.Answers(200, Alice),
        ],
    };
}
