using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>The report headers of a receipt are its own: they do not mirror those of the message it is about.</summary>
public static class MsrpReceiptReportHeaders
{
    private static readonly string?[] FailureReports = ["yes", "partial", "no", null];
    private static readonly string?[] SuccessReports = ["yes", "no", null];

    /// <summary>msrp-receipt-report-headers.</summary>
    public static Scenario Scenario { get; } = new("msrp-receipt-report-headers")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Report headers on receipts",
        Story = "Alice asks for a read receipt in SENDs with every combination of Failure-Report and Success-Report. Whatever she wrote there, the SEND with "
            + "Bob's receipt says Failure-Report: no, and Success-Report: no or nothing at all, and asks for no receipt about itself.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants = Vary.Over(
            from failure in FailureReports
            from success in SuccessReports
            select ($"failure-{failure ?? "absent"}-success-{success ?? "absent"}", (failure, success)),
            headers => Flow(headers.failure, headers.success)),
    };

    private static IReadOnlyList<Step> Flow(string? failure, string? success)
    {
        var im = new Im("M1").Asking(Im.Read).Reporting(failure, success);
        return
        [
            Alice.OpensSessionWith(Bob),
            Alice.Sends(im, to: Bob),
            Bob.SeesMessage(im),
            // Where nobody says what the user sees, an unanswered SEND needs some time before it can be read.
            Quiet(2),
            Bob.Reads(im),
            Bob.Sends(Receipt.Read(im), to: Alice).Proves("RCPT-7.1.1-06", "RCPT-3.3-03"),
        ];
    }
}
