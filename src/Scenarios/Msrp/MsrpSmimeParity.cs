using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Receipts under S/MIME in a session: what was protected on the way there is protected on the way back.</summary>
public static class MsrpSmimeParity
{
    // RFC 4975 14.3: nobody sends what the other side has not said it takes.
    private static readonly SessionSetup Session = Alice.OpensSessionWith(Bob) with
    {
        AcceptTypes = ["message/cpim", "message/status-receipt+xml", "text/plain", "multipart/signed", "application/pkcs7-mime"],
    };

    /// <summary>sec-smime-signed-msrp.</summary>
    public static Scenario Signed { get; } = Of("sec-smime-signed-msrp", Protection.Signed, "A signed message in a session is receipted by a signed receipt", "RCPT-8.2-06");

    /// <summary>sec-smime-encrypted-msrp.</summary>
    public static Scenario Encrypted { get; } =
        Of("sec-smime-encrypted-msrp", Protection.Encrypted, "An encrypted message in a session is receipted by an encrypted receipt", "RCPT-8.2-06");

    /// <summary>sec-smime-signed-encrypted-msrp.</summary>
    public static Scenario Both { get; } = Of(
        "sec-smime-signed-encrypted-msrp",
        Protection.Signed | Protection.Encrypted,
        "A signed and encrypted message in a session is receipted by a signed and encrypted receipt",
        "RCPT-8.2-06",
        "RCPT-8.2-07");

    /// <summary>sec-smime-key-missing-msrp.</summary>
    public static Scenario KeyMissing { get; } = new("sec-smime-key-missing-msrp")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Without the sender's key there is no receipt in a session either",
        Story = "Alice encrypts her message for Bob, who has no certificate of hers. He cannot protect a receipt as she protected the message, and so he sends none.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow = KeyIsMissing(Asking(Protection.Encrypted)),
    };

    /// <summary>sec-smime-tampered-msrp.</summary>
    public static Scenario Tampered { get; } = new("sec-smime-tampered-msrp")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "A message in a session that was changed after it was signed wins no receipt in clear",
        Story = "Somebody on the way has changed a letter of Alice's signed message. Bob may refuse it, drop it, or take it and tell his user. What he never does is to speak "
            + "of a signed message in a receipt that is not signed.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow = Changed(Asking(Protection.Signed).Tampered()),
    };

    private static Scenario Of(string name, Protection layers, string title, params string[] proves) => new(name)
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = title,
        Story = "Alice and Bob hold each other's certificates and have announced S/MIME for their session. What Alice protects Bob can read, and what he tells about it is "
            + "protected in the same way, dated, and asks for no report.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants = Vary.Over(
            [("read", Asking(layers)), ("long", Asking(layers).WithTextOf(6000)), ("inside-cpim", new Im("M1").Asking(Im.Read).Reporting("yes", null).ProtectedInside(layers))],
            im => Read(im, proves)),
    };

    private static Im Asking(Protection layers) => new Im("M1").Asking(Im.Read).Reporting("yes", null).Protected(layers);

    private static IReadOnlyList<Step> Read(Im im, string[] proves) =>
    [
        Bob.HoldsCertificates(Alice),
        Session,
        Alice.Sends(im, to: Bob),
        Bob.Answers(200, Alice).Proves("RCPT-7.1.2-01"),
        Bob.SeesMessage(im).Proves("RCPT-7.1.3.1-01"),
        Bob.Reads(im),
        Bob.Sends(Receipt.Read(im).For(Bob), to: Alice).Proves(proves),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves(proves),
    ];

    private static IReadOnlyList<Step> Changed(Im im) =>
    [
        Bob.HoldsCertificates(Alice),
        Session,
        Perhaps(Bob.Sends(Receipt.Read(im).For(Bob), to: Alice)),
        Alice.Sends(im, to: Bob),
        OneOf(Bob.Answers(Codes.Refusal, Alice), Bob.Answers(200, Alice)) with { Reading = "AMB-50" },
        Bob.Reads(im),
        Never(Bob.Sends(Receipt.AnyDelivery(im), to: Alice)).Proves("RCPT-7.1.3.2-03"),
    ];

    private static IReadOnlyList<Step> KeyIsMissing(Im im) =>
    [
        Bob.HoldsCertificates(),
        Session,
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Final, Alice),
        Bob.Reads(im),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-8.2-06"),
    ];
}
