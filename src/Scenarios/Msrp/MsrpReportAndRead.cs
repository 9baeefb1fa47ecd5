using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Delivery is told by MSRP, reading by the receipt.</summary>
public static class MsrpReportAndRead
{
    /// <summary>msrp-report-and-read.</summary>
    public static Scenario Scenario { get; } = new("msrp-report-and-read")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "MSRP reports and read receipts are independent",
        Story = "Alice asks for a success REPORT and for a read receipt. Bob sends the REPORT when the message is complete and the receipt "
            + "when his user has read it; neither stands for the other. With Failure-Report: no the REPORT comes without a response.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("failure-report-yes", Flow("yes")),
            new("failure-report-no", Flow("no")),
        ],
    };

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
