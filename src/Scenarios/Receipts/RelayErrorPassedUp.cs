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
        Title = "A relay whose response tells of the failure owes no receipt about it",
        Story = "Alice's message asks to be told of failures. A relay that refuses it itself, or that passes it on like a proxy and hands Bob's refusal back to her, has told "
            + "her in its response; a negative receipt as well would tell her twice.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Fence = "F-OPT",
        Variants =
        [
            new("itself",
            [
                Alice.Sends(M1, to: Relay),
                Relay.Answers(Codes.Final, Alice).Proves("RCPT-6.2-06"),
                Perhaps(Relay.Sends(Receipt.Failed(M1), to: Alice)),
                Never(Relay.Sends(Receipt.Delivered(M1), to: Alice)).Proves("RCPT-6.2-08"),
                Never(Relay.Sends(Receipt.Any(M1), to: Alice).IfRefused(M1)).Proves("RCPT-6.2-06").Advisory("AMB-32"),
            ]),
            .. Vary.Over([404, 503, 603], PassedUp),
        ],
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
