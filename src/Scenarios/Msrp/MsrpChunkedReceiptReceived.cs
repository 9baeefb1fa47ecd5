using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A receipt is recognised when it is complete.</summary>
public static class MsrpChunkedReceiptReceived
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    private static readonly Im M2 = new Im("M2").Asking(Im.Read).Reporting(failure: "yes");
    private static readonly Im Reply = new Im("M3").Reporting(failure: "yes");

    // A note of more than 2048 octets makes the first chunk one that may lawfully be interrupted.
    private static readonly Receipt LongNote = Receipt.Read(M1).InForm(
        "with a long note", rewrite: xml => xml.Replace("</status-receipt>", $"<note>{string.Concat(Enumerable.Repeat("read it all. ", 200))}</note></status-receipt>", StringComparison.Ordinal));

    /// <summary>msrp-chunked-receipt-received.</summary>
    public static Scenario Scenario { get; } = new("msrp-chunked-receipt-received")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Alice gets a receipt in chunks",
        Story = "Bob's receipt comes to Alice in pieces, cut in the middle of the header that says what it is, or of the document, and once "
            + "with its chunks in the wrong order; or another receipt, or a message of Bob's, comes between them. Alice answers none of them, knows the whole for what it is, and shows it to her user.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("long-note", Flow(LongNote.CutIn("</note>"))),
            new("inside-content-type", Flow(Receipt.Read(M1).CutIn("message/status-receipt+xml").AsProvocation())),
            new("three-chunks", Flow(Receipt.Read(M1).CutIn("Content-Disposition", "<message-id>").AsProvocation())),
            new("another-receipt-between", Mixed(Receipt.Read(M2), AboutM2)),
            new("a-message-between", Mixed(Reply, Alice.Answers(200, Bob, Reply).Proves("RCPT-7.1.2-01"))),
            new("three-chunks-last-first", Flow(Receipt.Read(M1).CutIn("Content-Disposition", "<message-id>").AsProvocation() with { Reversed = true })),
        ],
    };

    private static Step AboutM2 => Alice.SeesReceipt(M2, "read").Proves("RCPT-7.1.3.2-01");

    /// <summary>Something else comes between the chunks of a receipt, and both arrive.</summary>
    private static IReadOnlyList<Step> Mixed(Template other, Step itsEffect)
    {
        var receipt = LongNote.CutIn("</note>");
        return
        [
            Alice.OpensSessionWith(Bob),
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
            Bob.Answers(200, Alice),
            Alice.IsAskedToSend(M2, to: Bob),
            Alice.Sends(M2, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
            Bob.Answers(200, Alice),
            Bob.Begins(receipt, to: Alice),
            Bob.Sends(other, to: Alice),
            Bob.Concludes(receipt, to: Alice),
            Never(Alice.Answers(Codes.Final, Bob, receipt)).Proves("RCPT-7.1.2-02", "RCPT-7.1.2-04"),
            Never(Alice.Sends(new DeliveryReport(receipt), to: Bob)).Proves("RCPT-7.1.2-02", "RCPT-7.1.2-04"),
            itsEffect,
            Alice.SeesReceipt(M1, "read").Proves("RCPT-7.1.3.2-01"),
        ];
    }

    private static IReadOnlyList<Step> Flow(Receipt receipt) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
        Bob.Answers(200, Alice),
        Bob.Sends(receipt, to: Alice),
        Never(Alice.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-02", "RCPT-7.1.2-04"),
        Never(Alice.Sends(new DeliveryReport(receipt), to: Bob)).Proves("RCPT-7.1.2-02", "RCPT-7.1.2-04"),
        Alice.SeesReceipt(M1, "read").Proves("RCPT-7.1.3.2-01"),
    ];
}
