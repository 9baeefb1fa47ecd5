using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Receipts under S/MIME: what was protected on the way there is protected on the way back.</summary>
public static class SecSmimeParity
{
    // Signatures and envelopes make messages too long for one datagram.
    private static readonly TransportKind[] Streams = [TransportKind.Tcp, TransportKind.Tls];

    /// <summary>sec-smime-signed.</summary>
    public static Scenario Signed { get; } = new("sec-smime-signed")
    {
        Suite = Suite.Receipts,
        Title = "A signed message is receipted by signed receipts",
        Story = "Alice signs her message. Bob checks the signature and signs what he tells about the message.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Transports = Streams,
        Variants = Variants(Protection.Signed, "RCPT-8.2-06"),
    };

    /// <summary>sec-smime-encrypted.</summary>
    public static Scenario Encrypted { get; } = new("sec-smime-encrypted")
    {
        Suite = Suite.Receipts,
        Title = "An encrypted message is receipted by encrypted receipts",
        Story = "Alice encrypts her message for Bob. Nobody on the way learns from the receipts what it was about.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Transports = Streams,
        Variants = Variants(Protection.Encrypted, "RCPT-8.2-06"),
    };

    /// <summary>sec-smime-signed-encrypted.</summary>
    public static Scenario SignedAndEncrypted { get; } = new("sec-smime-signed-encrypted")
    {
        Suite = Suite.Receipts,
        Title = "A signed and encrypted message is receipted by signed and encrypted receipts",
        Story = "Alice signs her message and encrypts it for Bob. The receipts are signed by Bob and encrypted for Alice.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Transports = Streams,
        Variants = Variants(Protection.Signed | Protection.Encrypted, "RCPT-8.2-06", "RCPT-8.2-07"),
    };

    /// <summary>sec-smime-key-missing.</summary>
    public static Scenario KeyMissing { get; } = new("sec-smime-key-missing")
    {
        Suite = Suite.Receipts,
        Title = "Without the sender's key there is no receipt",
        Story = "Alice encrypts her message for Bob, who has no certificate of hers. He cannot protect a receipt as she protected the message, and so he sends none.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Transports = Streams,
        Flow = NoReceipt(new Im("M1").Asking(Im.Positive, Im.Read).Protected(Protection.Encrypted)),
    };

    /// <summary>sec-smime-tampered.</summary>
    public static Scenario Tampered { get; } = new("sec-smime-tampered")
    {
        Suite = Suite.Receipts,
        Title = "A message that was changed after it was signed wins no receipt in clear",
        Story = "Somebody on the way has changed a letter of Alice's signed message. Bob may refuse it, or take it and tell his user. What he never does is to speak of a "
            + "signed message in a receipt that is not signed, as if there had been no signature to protect.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Transports = Streams,
        Flow = Changed(new Im("M1").Asking(Im.Positive, Im.Read).Protected(Protection.Signed).Tampered()),
    };

    private static IReadOnlyList<Variant> Variants(Protection layers, params string[] proves)
    {
        var read = new Im("M1").Asking(Im.Positive, Im.Read).Protected(layers);
        var inside = new Im("M1").Asking(Im.Positive, Im.Read).ProtectedInside(layers);
        var lost = new Im("M1").Asking(Im.Negative).Protected(layers);
        return
        [
            new Variant("read", Both(read, proves)),
            new Variant("inside-cpim", Both(inside, proves)),
            new Variant("lost",
            [
                Bob.HoldsCertificates(Alice),
                Bob.HoldsDelivery(),
                Alice.Sends(lost, to: Bob),
                Bob.Answers(Codes.Success, Alice),
                Bob.FailsDelivery(lost),
                Bob.Sends(Receipt.Failed(lost).For(Bob), to: Alice).Proves(proves),
            ]),
        ];
    }

    private static Step[] Both(Im im, string[] proves) =>
    [
        Bob.HoldsCertificates(Alice),
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Success, Alice),
        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves(proves),
        Bob.Reads(im),
        Bob.Sends(Receipt.Read(im).For(Bob), to: Alice).Proves(proves),
    ];

    private static Step[] Changed(Im im) =>
    [
        Bob.HoldsCertificates(Alice),
        Perhaps(Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice)),
        Perhaps(Bob.Sends(Receipt.Read(im).For(Bob), to: Alice)),
        Alice.Sends(im, to: Bob),
        OneOf(Bob.Answers(Codes.Refusal, Alice), Bob.Answers(Codes.Success, Alice)) with { Reading = "AMB-50" },
        Bob.Reads(im),
        Never(Bob.Sends(Receipt.Failed(im), to: Alice)).Proves("RCPT-6.1.3.1-10"),
    ];

    private static Step[] NoReceipt(Im im) =>
    [
        Bob.HoldsCertificates(),
        Alice.Sends(im, to: Bob),
        OneOf(Bob.Answers(Codes.Success, Alice), Bob.Answers(493, Alice)) with { Reading = "AMB-50" },
        Bob.Reads(im),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-8.2-06"),
    ];
}
