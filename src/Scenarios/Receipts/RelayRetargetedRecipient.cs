using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Where somebody can be reached is nobody else's business.</summary>
public static class RelayRetargetedRecipient
{
    private static readonly Party Desk = new("Desk");
    private static readonly Party Phone = new("Phone");
    private static readonly Im M1 = new Im("M1").Asking(Im.Negative);

    /// <summary>relay-retargeted-recipient.</summary>
    public static Scenario Scenario { get; } = new("relay-retargeted-recipient")
    {
        Suite = Suite.Receipts,
        Title = "recipient-uri stays the address that Alice used",
        Story = "The relay knows that Bob is at his desk, or at his desk and on his phone, and sends Alice's message there. All of these refuse it. Alice gets one "
            + "receipt, and it names Bob: she has never heard of the other addresses.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Fence = "F-OPT",
        Variants = Vary.Over([("one-contact", new[] { Desk }), ("two-contacts", [Desk, Phone])], contacts => (IReadOnlyList<Step>)
        [
            Relay.Retargets(Bob, contacts),
            Alice.Sends(M1, to: Bob, via: Relay),
            Relay.Answers(Codes.SuccessSaying(202), Alice).Proves("I3428-7-01"),
            .. contacts.Select(c => Relay.Forwards(M1, to: c)),
            .. contacts.Select(c => c.Answers(404, Relay)),
            Relay.Sends(Receipt.Failed(M1, 404).For(Bob), to: Alice).Proves("RCPT-6.2-09", "RCPT-6.2-14"),
            Never(Relay.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.2-09"),
        ]),
    };
}
