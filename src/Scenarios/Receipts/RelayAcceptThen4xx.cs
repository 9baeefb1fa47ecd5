using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A client error after the intermediary's own acceptance.</summary>
public static class RelayAcceptThen4xx
{
    private static readonly Im OnFailure = new Im("M1").Asking(Im.Negative);
    private static readonly Im OnEither = new Im("M1").Asking(Im.Positive, Im.Negative);

    /// <summary>relay-accept-then-4xx.</summary>
    public static Scenario Scenario { get; } = new("relay-accept-then-4xx")
    {
        Suite = Suite.Receipts,
        Title = "A relay that answered 2xx reports the 4xx that follows",
        Story = "Alice asks to be told of failures. The relay accepts her message itself and passes it on to Bob, who refuses it with a 4xx. Since Alice has "
            + "had her 2xx already, the relay owes her a negative receipt that names Bob, at once and only one. Where Bob asks who is there, the relay may prove who it is and be "
            + "refused after that; either way Alice hears of it once.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            .. Vary.Over([404, 408, 410, 415, 480, 486, 488], code => Refusal(OnFailure, code)),
            new("404-both-kinds", Refusal(OnEither, 404)),
            .. Vary.Over([401, 407], Challenge),
        ],
    };

    /// <summary>Whoever cannot meet a challenge has met a failure, and whoever can has the outcome of the second attempt to report (AMB-33).</summary>
    private static Step[] Challenge(int code) =>
    [
        Perhaps(Relay.Forwards(OnFailure, to: Bob).AnsweredBy(404)),
        Alice.Sends(OnFailure, to: Bob, via: Relay),
        Relay.Answers(Codes.SuccessSaying(202), Alice).Proves("I3428-7-01"),
        Relay.Forwards(OnFailure, to: Bob),
        Bob.Answers(code, Relay).ForWhoeverCan(),

        Relay.Sends(Receipt.Failed(OnFailure).For(Bob), to: Alice).Proves("RCPT-6.2-09", "RCPT-6.2-05"),
        Never(Relay.Sends(Receipt.Any(OnFailure), to: Alice)).Proves("RCPT-6.2-09"),
    ];

    private static Step[] Refusal(Im im, int code) =>
    [
        Alice.Sends(im, to: Bob, via: Relay),
        Relay.Answers(Codes.SuccessSaying(202), Alice).Proves("I3428-7-01"),
        Relay.Forwards(im, to: Bob),
        Bob.Answers(code, Relay),

        Relay.Sends(Receipt.Failed(im, code).For(Bob), to: Alice).Proves("RCPT-6.2-09", "RCPT-6.2-05"),
        Alice.Answers(200, Relay),
        Never(Relay.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.2-09"),
    ];
}
