using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>One at a time, here too.</summary>
public static class RelaySecondImWaits
{
    private static readonly Im M1 = new("M1");
    private static readonly Im M2 = new("M2");

    private static readonly Answer FirstAnswer = Bob.Answers(200, Relay, of: M1);

    /// <summary>relay-second-im-waits.</summary>
    public static Scenario Scenario { get; } = new("relay-second-im-waits")
    {
        Suite = Suite.Receipts,
        Title = "A relay sends one message at a time to the same person",
        Story = "Alice sends Bob two messages in a row by way of the relay, which accepts both. Bob takes his time with the first. The relay keeps the "
            + "second until the first transaction has ended.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Flow =
        [
            Alice.Sends(M1, to: Bob, via: Relay),
            Relay.Answers(Codes.Success, Alice, of: M1),
            Relay.Forwards(M1, to: Bob),
            Never(Relay.Forwards(M2, to: Bob)).UpTo(FirstAnswer).Proves("I3428-8-03"),
            Alice.Sends(M2, to: Bob, via: Relay),
            Relay.Answers(Codes.Success, Alice, of: M2).Proves("I3428-7-01"),
            Quiet(6),

            FirstAnswer,
            Relay.Forwards(M2, to: Bob).Proves("I3428-8-03"),
            Bob.Answers(200, Relay, of: M2),
        ],
    };
}
