using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A receipt with the wrong report headers is still a receipt.</summary>
public static class MsrpReceiptConflictingHeaders
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-receipt-conflicting-headers.</summary>
    public static Scenario Scenario { get; } = new("msrp-receipt-conflicting-headers")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Receipt that wrongly asks for reports",
        Story = "Bob's receipt breaks the rules on report headers. Alice may answer or keep silent, since she cannot know what a SEND holds "
            + "before its end; but she matches the receipt all the same, shows it to her user, and the session lives on.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("failure-report-absent", Flow(Receipt.Read(M1).Reporting(failure: null, success: null))),
            new("failure-report-yes", Flow(Receipt.Read(M1).Reporting(failure: "yes"))),
            new("failure-report-partial", Flow(Receipt.Read(M1).Reporting(failure: "partial"))),
            new("success-report-yes", Flow(Receipt.Read(M1).Reporting(failure: "no", success: "yes"))),
        ],
    };

    private static IReadOnlyList<Step> Flow(Receipt receipt) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
        Bob.Answers(200, Alice),
        Bob.Sends(receipt.AsProvocation(), to: Alice),
        Alice.SeesReceipt(M1, "read").Proves("RCPT-7.1.3.2-01"),
        Never(Alice.Sends(Receipt.Any(M1), to: Bob)).Proves("RCPT-7.1.3.2-02"),
    ];
}
