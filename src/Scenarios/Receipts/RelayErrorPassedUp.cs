using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Bad news once.</summary>
public static class RelayErrorPassedUp
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Negative);

    /// <summary>relay-error-passed-up.</summary>
    public static Scenario Scenario { get; } = new("relay-error-passed-up")
    {
        Suite = Suite.Receipts,
        Title = "A relay that hands a failure up as the response owes no receipt about it",
        Story = "The relay passes Alice's message on like a proxy and hands Bob's refusal back to her. She asked to be told of failures, and has been told by the response; "
            + "a negative receipt as well would tell her twice.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Fence = "F-OPT",
        Variants = Vary.Over([404, 503, 603], PassedUp),
    };

    private static IReadOnlyList<Step> PassedUp(int code) =>
    [
        Relay.PassesResponsesOf(Bob),
        Alice.Sends(M1, to: Bob, via: Relay),
        Relay.Forwards(M1, to: Bob),
        Bob.Answers(code, Relay),
        Relay.Answers(code, Alice).Proves("RCPT-6.2-06"),
        Never(Relay.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.2-06").Advisory("AMB-32"),
    ];
}
