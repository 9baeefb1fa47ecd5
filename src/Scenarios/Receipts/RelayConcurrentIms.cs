using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Many at a time.</summary>
public static class RelayConcurrentIms
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Negative);
    private static readonly Im M2 = new Im("M2").Asking(Im.Negative);
    private static readonly Im M3 = new Im("M3").Asking(Im.Positive);
    private static readonly Im E1 = new Im("E1").Asking(Im.Negative).WithIdOf(M1);

    /// <summary>relay-concurrent-ims.</summary>
    public static Scenario Scenario { get; } = new("relay-concurrent-ims")
    {
        Suite = Suite.Receipts,
        Title = "Failures of several messages are told apart",
        Story = "Three messages of Alice's are under way at once, to Bob, Carol and Dave. Two are refused, and she asked to hear of both; the third is "
            + "refused too, but of that one she wanted to hear success only. Each receipt names its own message and recipient, also "
            + "where two senders have made up the same id.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            new("several", Several),
            new("same-id-from-two", SameIdFromTwo),
        ],
    };

    private static Step[] Several =>
    [
        Alice.Sends(M1, to: Bob, via: Relay),
        Alice.Sends(M2, to: Carol, via: Relay),
        Alice.Sends(M3, to: Dave, via: Relay),
        Relay.Answers(Codes.Success, Alice, of: M1),
        Relay.Answers(Codes.Success, Alice, of: M2),
        Relay.Answers(Codes.Success, Alice, of: M3),
        Relay.Forwards(M1, to: Bob),
        Relay.Forwards(M2, to: Carol),
        Relay.Forwards(M3, to: Dave),
        Never(Relay.Sends(Receipt.Any(M3), to: Alice)).Proves("RCPT-6.2-04"),

        Carol.Answers(486, Relay, of: M2),
        Dave.Answers(480, Relay, of: M3),
        Relay.Sends(Receipt.Failed(M2, 486).For(Carol), to: Alice).Proves("RCPT-6.2-09", "RCPT-6.2-05"),
        Bob.Answers(404, Relay, of: M1),
        Relay.Sends(Receipt.Failed(M1, 404).For(Bob), to: Alice).Proves("RCPT-6.2-09", "RCPT-6.2-05"),
    ];

    /// <summary>Alice and Eve have made up the same Message-ID, which nobody should; the relay still knows whose message is whose.</summary>
    private static Step[] SameIdFromTwo =>
    [
        Alice.Sends(M1, to: Bob, via: Relay),
        Eve.Sends(E1, to: Carol, via: Relay),
        Relay.Answers(Codes.Success, Alice, of: M1),
        Relay.Answers(Codes.Success, Eve, of: E1),
        Relay.Forwards(M1, to: Bob),
        Relay.Forwards(E1, to: Carol),

        Carol.Answers(486, Relay, of: E1),
        Relay.Sends(Receipt.Failed(E1, 486).For(Carol), to: Eve).Proves("RCPT-6.2-14"),
        Bob.Answers(404, Relay, of: M1),
        Relay.Sends(Receipt.Failed(M1, 404).For(Bob), to: Alice).Proves("RCPT-6.2-14"),
        Never(Relay.Sends(Receipt.Any(E1), to: Eve)).Proves("RCPT-6.2-14"),
        Never(Relay.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.2-14"),
    ];
}
