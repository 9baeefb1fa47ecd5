using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The recipient's own positive receipt goes through.</summary>
public static class RelayPositiveReceiptPasses
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative);

    private static readonly Receipt Delivered = Receipt.Delivered(M1).For(Bob);

    /// <summary>relay-positive-receipt-passes.</summary>
    public static Scenario Scenario { get; } = new("relay-positive-receipt-passes")
    {
        Suite = Suite.Receipts,
        Title = "A positive receipt from the recipient reaches the sender unchanged, and no other",
        Story = "The relay may not vouch for delivery itself. When Bob, who can, sends a positive receipt by way of the relay, it reaches Alice with its octets "
            + "unchanged, and the relay adds none of its own.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Flow =
        [
            Alice.Sends(M1, to: Bob, via: Relay),
            Relay.Answers(Codes.Success, Alice).Proves("I3428-7-01"),
            Relay.Forwards(M1, to: Bob),
            Bob.Answers(200, Relay),

            Bob.Sends(Delivered, to: Alice, via: Relay),
            Relay.Forwards(Delivered, to: Alice).Advisory("AMB-36").Proves("RCPT-6.2-08"),
            Relay.Answers(Codes.Success, Bob),
            Never(Relay.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.2-08"),
        ],
    };
}
