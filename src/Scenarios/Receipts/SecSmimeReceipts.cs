using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Receipts under S/MIME, seen by those who get them.</summary>
public static class SecSmimeReceipts
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative, Im.Read);

    /// <summary>sec-smime-receipt-taken.</summary>
    public static Scenario Scenario { get; } = new("sec-smime-receipt-taken")
    {
        Suite = Suite.Receipts,
        Title = "A receipt under S/MIME is a receipt, as long as its signature holds",
        Story = "Bob signs his receipts, encrypts them for Alice, or both. What they are is decided by what is inside, and she shows them to her user. A receipt of a "
            + "failure that somebody on the way has turned into one of success is not what Bob signed, and she does not believe it.",
        Seats = [Alice.As(Seat.ImSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("signed", Taken(Protection.Signed)),
            new("encrypted", Taken(Protection.Encrypted)),
            new("signed-and-encrypted", Taken(Protection.Signed | Protection.Encrypted)),
            new("tampered", Forged(Receipt.Failed(M1, 480).For(Bob).Protected(Protection.Signed).ForgedTo(200))),
        ],
    };

    private static Step[] Sent =>
    [
        Alice.HoldsCertificates(Bob),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),
    ];

    private static Step[] Taken(Protection layers) =>
    [
        .. Sent,
        Bob.Sends(Receipt.Delivered(M1).For(Bob).Protected(layers), to: Alice),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
        Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.4-02"),
        Bob.Sends(Receipt.Read(M1).For(Bob).Protected(layers), to: Alice),
        Alice.SeesReceipt(M1, "read").Proves("RCPT-3.4-09"),
    ];

    private static Step[] Forged(Receipt forgery)
    {
        var genuine = Bob.Sends(Receipt.Read(M1).For(Bob).Protected(Protection.Signed), to: Alice);
        return
        [
            .. Sent,
            Never(Alice.SeesAnyReceipt(M1)).Before(genuine).Proves("RCPT-8.1-03"),
            Bob.Sends(forgery, to: Alice),
            Alice.Answers(Codes.Final, Bob).Proves("RCPT-6.1.2-03"),
            genuine,
            Alice.SeesReceipt(M1, "read").Proves("RCPT-3.4-09"),
        ];
    }
}
