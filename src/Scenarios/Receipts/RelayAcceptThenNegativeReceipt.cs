using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Success downstream, and then a negative receipt from there.</summary>
public static class RelayAcceptThenNegativeReceipt
{
    /// <summary>relay-accept-then-negative-receipt.</summary>
    public static Scenario Scenario { get; } = new("relay-accept-then-negative-receipt")
    {
        Suite = Suite.Receipts,
        Title = "A failure learnt behind two 2xx answers still reaches the sender, exactly once",
        Story = "Alice asks for a negative delivery receipt. The relay answers 202 and so does Bob, who is a gateway. Nothing is reported yet. Later Bob finds "
            + "that delivery failed and sends a negative receipt by way of the relay; one negative receipt reaches Alice, passed on or made anew.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants = Vary.Over([("negative", new[] { Im.Negative }), ("both", new[] { Im.Positive, Im.Negative })], asked =>
        {
            var m1 = new Im("M1").Asking(asked);
            var failure = Bob.Sends(Receipt.Failed(m1, 480).For(Bob), to: Alice, via: Relay);
            return
            [
                Alice.Sends(m1, to: Bob, via: Relay),
                Relay.Answers(Codes.Success, Alice).Proves("I3428-7-01"),
                Relay.Forwards(m1, to: Bob),
                Bob.Answers(202, Relay),
                Never(Relay.Sends(Receipt.Any(m1), to: Alice)).Before(failure).Proves("RCPT-6.2-08"),

                failure,
                Relay.Sends(Receipt.Failed(m1, 480).For(Bob), to: Alice).Proves("RCPT-6.2-12"),
                Relay.Answers(Codes.Success, Bob).Proves("RCPT-6.2-12"),
                Never(Relay.Sends(Receipt.Any(m1), to: Alice)).Proves("RCPT-6.2-12"),
            ];
        }),
    };
}
