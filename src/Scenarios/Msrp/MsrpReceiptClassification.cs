using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Scenarios.Receipts;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Over MSRP the content of a message decides what it is, as it does over SIP.</summary>
public static class MsrpReceiptClassification
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-receipt-classification.</summary>
    public static Scenario Scenario { get; } = new("msrp-receipt-classification")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "What counts as read receipt over MSRP",
        Story = "Bob sends Alice something that is not quite a receipt: another media type, no confirm disposition, an unknown type, or the "
            + "bare document without message/cpim. Alice does not take it for a read receipt. The real one that follows is shown, in whatever lawful form it comes.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("application-xml", Flow(Receipt.Read(M1) with { DocumentType = "application/xml", Variety = "as application/xml" }, "RCPT-3.4-03")),
            new("no-disposition", Flow(Receipt.Read(M1) with { Disposition = null, Variety = "without disposition" }, "RCPT-3.4-04")),
            new("render", Flow(Receipt.Read(M1) with { Disposition = "render", Variety = "to be rendered" }, "RCPT-3.4-04")),
            new("unknown-type", Flow(Receipt.Read(M1) with { TypeText = "processed", Variety = "of unknown type" }, "RCPT-7.1.3.2-01")),
            new("bare-document", Flow(Receipt.Read(M1) with { Bare = true, Variety = "without message/cpim" }, "RCPT-7.1.3.2-01")),
            new("genuine-confirm-in-capitals", Genuine(Receipt.Read(M1).Disposed("CONFIRM"))),
            new("genuine-confirm-with-parameter", Genuine(Receipt.Read(M1).Disposed("confirm;handling=optional"))),
            new("genuine-prefix", Genuine(Receipt.Read(M1).InForm("prefix", rewrite: ReceiptForms.Prefixed))),
            new("genuine-indented", Genuine(Receipt.Read(M1).InForm("indented", rewrite: ReceiptForms.Indented))),
        ],
    };

    private static IReadOnlyList<Step> Genuine(Receipt receipt) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
        Bob.Answers(200, Alice),
        Bob.Sends(receipt, to: Alice),
        Never(Alice.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-02"),
        Alice.SeesReceipt(M1, "read").Proves("RCPT-3.4-09", "RCPT-7.1.3.2-01"),
    ];

    private static IReadOnlyList<Step> Flow(Receipt odd, string requirement)
    {
        var genuine = Bob.Sends(Receipt.Read(M1), to: Alice);
        return
        [
            Alice.OpensSessionWith(Bob),
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
            Bob.Answers(200, Alice),
            Bob.Sends(odd.Reporting(failure: "yes").AsProvocation(), to: Alice),
            Never(Alice.SeesReceipt(M1, "read")).Proves(requirement).Before(genuine),
            genuine,
            Alice.SeesReceipt(M1, "read").Proves("RCPT-7.1.3.2-01", "RCPT-3.4-09"),
        ];
    }
}
