using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Once is enough.</summary>
public static class RelayRefusesItself
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Negative);

    /// <summary>relay-refuses-itself.</summary>
    public static Scenario Scenario { get; } = new("relay-refuses-itself")
    {
        Suite = Suite.Receipts,
        Title = "A relay that refuses a message itself owes no receipt about it",
        Story = "Alice's message asks to be told of failures and names nobody whom the relay could send it on to. A relay that says so in its response has "
            + "told her; a negative receipt as well would tell her twice.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Flow =
        [
            Alice.Sends(M1, to: Relay),
            Relay.Answers(Codes.Final, Alice).Proves("RCPT-6.2-06"),
            Perhaps(Relay.Sends(Receipt.Failed(M1), to: Alice)),
            Never(Relay.Sends(Receipt.Delivered(M1), to: Alice)).Proves("RCPT-6.2-08"),
            Never(Relay.Sends(Receipt.Any(M1), to: Alice).IfRefused(M1)).Proves("RCPT-6.2-06").Advisory("AMB-32"),
        ],
    };
}
