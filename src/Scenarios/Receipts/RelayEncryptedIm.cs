using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A closed envelope.</summary>
public static class RelayEncryptedIm
{
    private static readonly TransportKind[] Streams = [TransportKind.Tcp, TransportKind.Tls];

    private static readonly Im Asking = new Im("M1").Asking(Im.Positive, Im.Negative);

    /// <summary>relay-encrypted-im.</summary>
    public static Scenario Scenario { get; } = new("relay-encrypted-im")
    {
        Suite = Suite.Receipts,
        Title = "A relay draws no conclusion from what it cannot read",
        Story = "Alice's message is encrypted for Bob, and what it asks for is known to him alone. Bob refuses it. The relay, which accepted it, "
            + "cannot know that a receipt was wanted and sends none. Where the message is only signed it may look inside, and signs what it tells, or says nothing.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            new("opaque", NoReceipt(new Im("M1").InBare("application/pkcs7-mime; smime-type=enveloped-data"))),
            new("encrypted", NoReceipt(Asking.Protected(Protection.Encrypted))) { OnlyTransports = Streams },
            new("signed", SignedOrNone(Asking.Protected(Protection.Signed))) { OnlyTransports = Streams },
        ],
    };

    private static Step[] Refused(Im im) =>
    [
        Alice.Sends(im, to: Bob, via: Relay),
        Relay.Answers(Codes.Success, Alice),
        Relay.Forwards(im, to: Bob),
        Bob.Answers(404, Relay),
    ];

    /// <summary>Neither about the message nor about an id made up for it.</summary>
    private static Step[] NoReceipt(Im im) =>
    [
        .. Refused(im),
        Never(Relay.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.2-03", "RCPT-8.2-06"),
        Never(Relay.Sends(Receipt.OfNothing, to: Alice)).Proves("RCPT-6.2-03", "RCPT-8.2-06"),
    ];

    /// <summary>Everybody can read what is only signed, but a receipt about it needs a signature too (AMB-50); a rule looks for that.</summary>
    private static Step[] SignedOrNone(Im im) =>
    [
        Perhaps(Relay.Sends(Receipt.Failed(im, 404).For(Bob), to: Alice)),
        .. Refused(im),
        Never(Relay.Sends(Receipt.Delivered(im), to: Alice)).Proves("RCPT-6.2-08", "RCPT-8.2-06"),
    ];
}
