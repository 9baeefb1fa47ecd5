using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A server error after the intermediary's own acceptance.</summary>
public static class RelayAcceptThen5xx
{
    private static readonly Im OnFailure = new Im("M1").Asking(Im.Negative);
    private static readonly Im OnEither = new Im("M1").Asking(Im.Positive, Im.Negative);

    /// <summary>relay-accept-then-5xx.</summary>
    public static Scenario Scenario { get; } = new("relay-accept-then-5xx")
    {
        Suite = Suite.Receipts,
        Title = "A relay that answered 2xx reports the 5xx that follows",
        Story = "Alice asks to be told of failures. The relay accepts her message itself and passes it on to Bob, where a server fails. Since Alice has "
            + "had her 2xx already, the relay owes her a negative receipt that names Bob, at once and only one. A server that says when to come back may be asked once more.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            .. Vary.Over([500, 503, 505, 513], code => Refusal(OnFailure, code)),
            new("500-both-kinds", Refusal(OnEither, 500)),
            new("503-retry-after", RefusedForNow(OnFailure)),
        ],
    };

    /// <summary>Whoever tries once more when told to has the same to report in the end.</summary>
    private static Step[] RefusedForNow(Im im) =>
    [
        Perhaps(Relay.Forwards(im, to: Bob).AnsweredBy(503)),
        Alice.Sends(im, to: Bob, via: Relay),
        Relay.Answers(Codes.SuccessSaying(202), Alice).Proves("I3428-7-01"),
        Relay.Forwards(im, to: Bob),
        Bob.Answers(503, Relay) with { RetryAfter = 1 },

        Relay.Sends(Receipt.Failed(im, 503).For(Bob), to: Alice).Proves("RCPT-6.2-10", "RCPT-6.2-05"),
        Never(Relay.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.2-10"),
    ];

    private static Step[] Refusal(Im im, int code) =>
    [
        Alice.Sends(im, to: Bob, via: Relay),
        Relay.Answers(Codes.SuccessSaying(202), Alice).Proves("I3428-7-01"),
        Relay.Forwards(im, to: Bob),
        Bob.Answers(code, Relay),

        Relay.Sends(Receipt.Failed(im, code).For(Bob), to: Alice).Proves("RCPT-6.2-10", "RCPT-6.2-05"),
        Alice.Answers(200, Relay),
        Never(Relay.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.2-10"),
    ];
}
