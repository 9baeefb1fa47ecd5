using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The messenger is turned away.</summary>
public static class RelayReceiptUndeliverable
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Negative);
    private static readonly Im M2 = new Im("M2").Asking(Im.Positive);

    private static readonly Receipt Asking = Receipt.Delivered(M2).For(Bob).WithOwn(null, "negative-delivery");

    /// <summary>relay-receipt-undeliverable.</summary>
    public static Scenario Scenario { get; } = new("relay-receipt-undeliverable")
    {
        Suite = Suite.Receipts,
        Title = "A receipt that fails produces no receipt",
        Story = "The relay's negative receipt to Alice is refused, or a receipt of Bob's that wrongly asks for receipts is refused on its way through. "
            + "Receipts are no messages that receipts could be about, so nothing follows.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            new("own-receipt-refused",
            [
                Alice.Sends(M1, to: Bob, via: Relay),
                Relay.Answers(Codes.Success, Alice),
                Relay.Forwards(M1, to: Bob),
                Bob.Answers(404, Relay),
                Relay.Sends(Receipt.Failed(M1, 404).For(Bob), to: Alice).Proves("RCPT-6.2-09"),
                Perhaps(Relay.Sends(Receipt.Failed(M1, 404).For(Bob), to: Alice).AnsweredBy(480)).AnyNumberOfTimes(),
                Never(Relay.Sends(Receipt.OfNothing, to: Alice)).Proves("RCPT-6.2-03", "RCPT-3.2-05"),
                Never(Relay.Sends(Receipt.Any(M1), to: Bob)).Proves("RCPT-8-01"),
                Alice.Answers(480, Relay),
            ]),
            new("passing-receipt-refused",
            [
                Alice.Sends(M2, to: Bob, via: Relay),
                Relay.Answers(Codes.Success, Alice),
                Relay.Forwards(M2, to: Bob),
                Bob.Answers(200, Relay),
                Never(Relay.Sends(Receipt.OfNothing, to: Bob)).Proves("RCPT-6.2-03", "RCPT-3.2-05"),
                Never(Relay.Sends(Receipt.Any(M2), to: Bob)).Proves("RCPT-8-01"),
                Bob.Sends(Asking, to: Alice, via: Relay),
                Relay.Forwards(Asking, to: Alice).Advisory("AMB-36").Proves("RCPT-6.2-08"),
                Alice.Answers(480, Relay),
            ]),
        ],
    };
}
