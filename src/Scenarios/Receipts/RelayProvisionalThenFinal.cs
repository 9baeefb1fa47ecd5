using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The answer that takes its time.</summary>
public static class RelayProvisionalThenFinal
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative);

    /// <summary>relay-provisional-then-final.</summary>
    public static Scenario Scenario { get; } = new("relay-provisional-then-final")
    {
        Suite = Suite.Receipts,
        Title = "The final response counts, at once when it comes",
        Story = "Bob lets the relay wait a while, says that he is still at it, and then refuses the message. Nothing reaches Alice until then, and the receipt goes out as soon as "
            + "the refusal has come.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants = Vary.Over([480, 503], code =>
        {
            var refusal = Bob.Answers(code, Relay, of: M1);
            return
            [
                Alice.Sends(M1, to: Bob, via: Relay),
                Relay.Answers(Codes.Success, Alice),
                Relay.Forwards(M1, to: Bob),
                Never(Relay.Sends(Receipt.Any(M1), to: Alice)).UpTo(refusal).Proves("RCPT-6.2-05"),
                Quiet(8),
                Bob.IsTrying(Relay),
                Quiet(12),

                refusal,
                Relay.Sends(Receipt.Failed(M1, code).For(Bob), to: Alice).Proves("RCPT-6.2-05"),
                Alice.Answers(200, Relay),
                Never(Relay.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.2-05"),
            ];
        }),
    };
}
