using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Scenarios.Receipts;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A receipt ends the conversation about a message: nothing comes back for it.</summary>
public static class MsrpReceiptUnanswered
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");
    private static readonly Receipt WasRead = Receipt.Read(M1);

    /// <summary>msrp-receipt-unanswered.</summary>
    public static Scenario Scenario { get; } = new("msrp-receipt-unanswered")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "No response to a receipt",
        Story = "Bob sends Alice the read receipt she asked for, in a SEND with Failure-Report: no. Alice sends no response and no REPORT, also when the "
            + "receipt is about a message she never sent, or when its document is broken, empty or in a foreign vocabulary: an error is no reason to answer either.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("success-report-absent", Flow(WasRead, shown: true)),
            new("success-report-no", Flow(WasRead.Reporting(failure: "no", success: "no"), shown: true)),
            new("unknown-id", Flow(WasRead with { OtherId = "never-sent-by-anybody", Variety = "about an id never sent" }, shown: false)),
            new("no-message-id", Flow(WasRead.InForm("about nothing", rewrite: ReceiptForms.Anonymous).AsProvocation(), shown: false)),
            new("other-namespace", Flow(WasRead.InForm("foreign", rewrite: ReceiptForms.Foreign).AsProvocation(), shown: false)),
            new("empty", Flow(WasRead.InForm("empty", rewrite: _ => "").AsProvocation(), shown: false)),
            new("broken-xml", Flow(WasRead.InForm("cut short", rewrite: xml => xml[..(xml.Length / 2)]).AsProvocation(), shown: false)),
        ],
    };

    private static IReadOnlyList<Step> Flow(Receipt receipt, bool shown)
    {
        List<Step> steps =
        [
            Alice.OpensSessionWith(Bob),
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
            Bob.Answers(200, Alice),
            Bob.Sends(receipt, to: Alice),
            Never(Alice.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-02", "RCPT-7.1.2-04"),
            Never(Alice.Sends(new DeliveryReport(receipt), to: Bob)).Proves("RCPT-7.1.2-02", "RCPT-7.1.2-04"),
        ];
        steps.Add(shown
            ? Alice.SeesReceipt(M1, "read").Proves("RCPT-7.1.3.2-01", "RCPT-3.4-09")
            : Never(Alice.SeesReceipt(M1, "read")).Proves("RCPT-3.4-10"));
        return steps;
    }
}
