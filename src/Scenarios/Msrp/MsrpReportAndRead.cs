using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Delivery is told by MSRP, reading by the receipt.</summary>
public static class MsrpReportAndRead
{
    private static readonly Im Sent = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-report-and-read.</summary>
    public static Scenario Scenario { get; } = new("msrp-report-and-read")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "MSRP reports and read receipts are independent",
        Story = "Alice asks for a success REPORT and for a read receipt. Bob sends the REPORT when the message is complete and the receipt "
            + "when his user has read it; neither stands for the other. With Failure-Report: no the REPORT comes without a response. "
            + "Alice, to whom a success REPORT comes, does not show the message as read before the receipt is there.",
        Seats = [Bob.As(Seat.MsrpRecipient), Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("failure-report-yes", Flow("yes")) { OnlySeats = [Seat.MsrpRecipient] },
            new("failure-report-no", Flow("no")) { OnlySeats = [Seat.MsrpRecipient] },
            new("report-received", Received()) { OnlySeats = [Seat.MsrpSender] },
        ],
    };

    /// <summary>Whether Alice has asked for the REPORT is her affair.</summary>
    private static IReadOnlyList<Step> Received()
    {
        var receipt = Bob.Sends(Receipt.Read(Sent), to: Alice);
        return
        [
            Alice.OpensSessionWith(Bob),
            Alice.IsAskedToSend(Sent, to: Bob),
            Alice.Sends(Sent, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
            Bob.Answers(200, Alice),
            Never(Alice.SeesReceipt(Sent, "read")).Before(receipt).Proves("RCPT-7.1.3.2-01"),
            Bob.Sends(new DeliveryReport(Sent, 200).AsProvocation(), to: Alice),
            receipt,
            Alice.SeesReceipt(Sent, "read").Proves("RCPT-7.1.3.2-01"),
        ];
    }

    private static IReadOnlyList<Step> Flow(string failureReport)
    {
        var im = new Im("M1").Asking(Im.Read).Reporting(failure: failureReport, success: "yes");
        var reads = Bob.Reads(im);
        List<Step> steps = [Alice.OpensSessionWith(Bob), Alice.Sends(im, to: Bob)];
        steps.Add(failureReport == "yes" ? Bob.Answers(200, Alice).Proves("RCPT-7.1.2-01") : Never(Bob.Answers(Codes.Final, Alice)).Proves("RCPT-7.1.2-04"));
        steps.AddRange(
        [
            Bob.Sends(new DeliveryReport(im), to: Alice).Proves("RCPT-7.1.2-01"),
            Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-8.1-02").Before(reads),
            Bob.SeesMessage(im),
            reads,
            Bob.Sends(Receipt.Read(im), to: Alice).Proves("RCPT-3.3-03"),
        ]);
        return steps;
    }
}
