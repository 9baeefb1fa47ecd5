using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The failure that comes as a receipt.</summary>
public static class RelayAcceptThenNegativeReceipt
{
    /// <summary>relay-accept-then-negative-receipt.</summary>
    public static Scenario Scenario { get; } = new("relay-accept-then-negative-receipt")
    {
        Suite = Suite.Receipts,
        Title = "A failure learnt behind two 2xx answers still reaches the sender, exactly once",
        Story = "Alice asks to be told of failures. The relay answers 2xx and so does Bob, who is a gateway, and nothing is reported yet. Later Bob "
            + "finds that delivery failed and sends a negative receipt, to the relay or to Alice by way of it. One negative receipt reaches Alice, "
            + "passed on or made anew.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            new("through-the-relay", Reported(new Im("M1").Asking(Im.Negative), m1 => Bob.Sends(Receipt.Failed(m1, 480).For(Bob), to: Alice, via: Relay), 2)),
            new("through-the-relay-both-kinds", Reported(new Im("M1").Asking(Im.Positive, Im.Negative), m1 => Bob.Sends(Receipt.Failed(m1, 480).For(Bob), to: Alice, via: Relay), 2)),
            new("to-the-relay", Reported(new Im("M1").Asking(Im.Negative), m1 => Bob.Sends(Receipt.Failed(m1, 480).For(Bob), to: Relay), 2)),
            new("to-the-relay-after-70-T1", Reported(new Im("M1").Asking(Im.Negative), m1 => Bob.Sends(Receipt.Failed(m1, 480).For(Bob), to: Relay), 70)),
        ],
    };

    private static Step[] Reported(Im m1, Func<Im, Arrow> report, int later)
    {
        var failure = report(m1);
        return
        [
            Alice.Sends(m1, to: Bob, via: Relay),
            Relay.Answers(Codes.Success, Alice).Proves("I3428-7-01"),
            Relay.Forwards(m1, to: Bob),
            Bob.Answers(202, Relay),
            Never(Relay.Sends(Receipt.Any(m1), to: Alice)).Before(failure).Proves("RCPT-6.2-08"),
            Quiet(later),

            failure,
            Relay.Sends(Receipt.Failed(m1, 480).For(Bob), to: Alice).Proves("RCPT-6.2-12"),
            Relay.Answers(Codes.Success, Bob).Proves("RCPT-6.2-12"),
            Never(Relay.Sends(Receipt.Any(m1), to: Alice)).Proves("RCPT-6.2-12"),
        ];
    }
}
