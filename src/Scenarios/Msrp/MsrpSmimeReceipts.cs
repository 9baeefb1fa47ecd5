using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using Conformance.Stack.Smime;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Receipts under S/MIME in a session, seen by those who get them.</summary>
public static class MsrpSmimeReceipts
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>sec-smime-receipt-taken-msrp.</summary>
    public static Scenario Scenario { get; } = new("sec-smime-receipt-taken-msrp")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "A receipt under S/MIME is a receipt in a session too, as long as its signature holds",
        Story = "Bob signs his read receipt, encrypts it for Alice, or both. She shows it to her user and answers nothing. A receipt that says that nobody can know, and that "
            + "somebody on the way has turned into one of reading, she does not believe.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("signed", Taken(Protection.Signed)),
            new("encrypted", Taken(Protection.Encrypted)),
            new("signed-and-encrypted", Taken(Protection.Signed | Protection.Encrypted)),
            new("tampered", Forged(Receipt.ReadUnknown(M1).For(Bob).Protected(Protection.Signed).ForgedTo(200))),
        ],
    };

    private static Step[] Sent =>
    [
        Alice.HoldsCertificates(Bob),
        Alice.OpensSessionWith(Bob),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),
    ];

    private static Step[] Taken(Protection layers)
    {
        var receipt = Receipt.Read(M1).For(Bob).Protected(layers);
        return
        [
            .. Sent,
            Bob.Sends(receipt, to: Alice),
            Never(Alice.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-02", "RCPT-7.1.2-04"),
            Never(Alice.Sends(new DeliveryReport(receipt), to: Bob)).Proves("RCPT-7.1.2-02", "RCPT-7.1.2-04"),
            Alice.SeesReceipt(M1, "read").Proves("RCPT-7.1.3.2-01"),
        ];
    }

    private static Step[] Forged(Receipt forgery)
    {
        var genuine = Bob.Sends(Receipt.Read(M1).For(Bob).Protected(Protection.Signed), to: Alice);
        return
        [
            .. Sent,
            Never(Alice.SeesAnyReceipt(M1)).Before(genuine).Proves("RCPT-8.1-03"),
            Bob.Sends(forgery, to: Alice),
            genuine,
            Alice.SeesReceipt(M1, "read").Proves("RCPT-7.1.3.2-01"),
        ];
    }
}
