using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Acceptance is not delivery.</summary>
public static class DeliveryHeld
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    private static readonly Control Certainty = Bob.Delivers(M1);

    /// <summary>sip-delivery-held.</summary>
    public static Scenario Scenario { get; } = new("sip-delivery-held")
    {
        Suite = Suite.Receipts,
        Title = "No positive receipt while delivery is open",
        Story = "Bob is a gateway. He accepts Alice's message with a 2xx and does not know yet whether it will arrive. He sends no receipt until "
            + "delivery is certain, and then one.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants = Vary.Over([("10-T1", 10), ("70-T1", 70)], held => new Step[]
        {
            Bob.HoldsDelivery(),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02", "I3428-7-01"),
            Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Before(Certainty).Proves("RCPT-6.1.3.1-03", "RCPT-8.1-02"),
            Held(held),

            Certainty,
            Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),
            Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.1.3.1-02"),
        }),
    };
}
