using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Bad news from a stranger.</summary>
public static class RelayForgedNegativeReceipt
{
    private const string NeverSeen = "never-seen-by-the-relay";

    private static readonly Im M1 = new Im("M1").Asking(Im.Negative);

    private static readonly Receipt Forgery = Receipt.Failed(M1, 404).For(Bob).AsProvocation();

    private static readonly Step[] Delivered =
    [
        Alice.Sends(M1, to: Bob, via: Relay),
        Relay.Answers(Codes.Success, Alice),
        Relay.Forwards(M1, to: Bob),
        Bob.Answers(200, Relay),
    ];

    /// <summary>relay-forged-negative-receipt.</summary>
    public static Scenario Scenario { get; } = new("relay-forged-negative-receipt")
    {
        Suite = Suite.Receipts,
        Title = "Forged negative receipts do not make a relay issue one",
        Story = "Alice's message has reached Bob. Mallory sends the relay negative receipts, about an id that it never saw and about Alice's message, "
            + "which never went to Mallory. The relay may pass such a message on as it is; it says nothing of its own to Alice.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            new("to-the-relay",
            [
                .. Delivered,
                Never(Relay.Sends(Receipt.OfNothing.About(NeverSeen), to: Alice)).Proves("RCPT-8.1-05"),
                Never(Relay.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-8.1-05"),
                Mallory.Sends(Receipt.Failed(M1, 404).For(Bob).About(NeverSeen), to: Relay),
                Mallory.Sends(Forgery, to: Relay),
            ]),
            new("through-the-relay",
            [
                .. Delivered,
                Never(Relay.Sends(Receipt.OfNothing, to: Alice)).Proves("RCPT-8.1-05"),
                Perhaps(Relay.Forwards(Forgery, to: Alice).Proves("RCPT-8.1-05")),
                Mallory.Sends(Forgery, to: Alice, via: Relay),
            ]),
        ],
    };
}
