using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Downstream never answers.</summary>
public static class RelayAcceptThenTimeout
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Negative);

    private static readonly Arrow Report = Relay.Sends(Receipt.Failed(M1, 408).For(Bob), to: Alice).AfterTransactionTimeout()
        .Advisory("AMB-33").Proves("RCPT-6.2-09", "RCPT-6.2-05");

    /// <summary>relay-accept-then-timeout.</summary>
    public static Scenario Scenario { get; } = new("relay-accept-then-timeout")
    {
        Suite = Suite.Receipts,
        Title = "A relay that already answered 202 reports that nobody ever answered downstream",
        Story = "Alice asks for a negative delivery receipt and gets 202 from the relay. Bob never answers, or says that he is at it and nothing more. When the relay's transaction times out, "
            + "which counts as 408, it tells Alice so, not earlier and only once.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            new("silence", Unanswered(Bob.Ignores(Relay))),
            new("100-then-silence", Unanswered(Bob.Ignores(Relay), Quiet(8), Bob.IsTrying(Relay))),
        ],
    };

    private static Step[] Unanswered(params Step[] fate) =>
    [
        Alice.Sends(M1, to: Bob, via: Relay),
        Relay.Answers(Codes.Success, Alice).Proves("I3428-7-01"),
        Relay.Forwards(M1, to: Bob),
        .. fate,
        Quiet(30),
        Report,
        Never(Relay.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.2-09"),
    ];
}
