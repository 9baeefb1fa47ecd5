using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Somewhere else.</summary>
public static class RelayRedirect3xx
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative);

    /// <summary>relay-redirect-3xx.</summary>
    public static Scenario Scenario { get; } = new("relay-redirect-3xx")
    {
        Suite = Suite.Receipts,
        Title = "A redirection is neither delivery nor failure by the letter",
        Story = "Bob answers that he is to be found at Carol's. The relay may try there or leave it at that. If it reports a failure then, the receipt "
            + "still speaks of Bob, since his is the address that Alice used; success it never reports.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants = Vary.Over([("then-404", (Carol, 404)), ("then-200", (Carol, 200)), ("to-nowhere", (Carol.AtUnknownHost(), 0))], next => (IReadOnlyList<Step>)
        [
            Alice.Sends(M1, to: Bob, via: Relay),
            Relay.Answers(Codes.SuccessSaying(202), Alice).Proves("I3428-7-01"),
            Relay.Forwards(M1, to: Bob),
            Perhaps(Relay.Forwards(M1, to: next.Item1).AnsweredBy(next.Item2)),
            Perhaps(Relay.Sends(Receipt.Failed(M1).For(Bob), to: Alice).Proves("RCPT-6.2-14", "RCPT-6.2-09")),
            Never(Relay.Sends(Receipt.Delivered(M1), to: Alice)).Proves("RCPT-6.2-08"),
            Bob.Redirects(Relay, to: next.Item1),
        ]),
    };
}
