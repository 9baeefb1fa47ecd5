using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A closed envelope.</summary>
public static class RelayEncryptedIm
{
    private static readonly Im Sealed = new Im("M1").InBare("application/pkcs7-mime; smime-type=enveloped-data");

    /// <summary>relay-encrypted-im.</summary>
    public static Scenario Scenario { get; } = new("relay-encrypted-im")
    {
        Suite = Suite.Receipts,
        Title = "A relay draws no conclusion from what it cannot read",
        Story = "Alice's message is encrypted for Bob, and what it asks for is known to him alone. Bob refuses it. The relay, which accepted it, "
            + "cannot know that a receipt was wanted and sends none.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Flow =
        [
            Alice.Sends(Sealed, to: Bob, via: Relay),
            Relay.Answers(Codes.Success, Alice),
            Relay.Forwards(Sealed, to: Bob),
            Bob.Answers(404, Relay),
            Never(Relay.Sends(Receipt.Any(Sealed), to: Alice)).Proves("RCPT-6.2-03"),
        ],
    };
}
