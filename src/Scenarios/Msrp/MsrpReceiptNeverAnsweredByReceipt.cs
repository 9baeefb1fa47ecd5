using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A receipt for a receipt would never end.</summary>
public static class MsrpReceiptNeverAnsweredByReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");
    private const string OwnId = "own.id.of.the.receipt";

    /// <summary>msrp-receipt-never-answered-by-receipt.</summary>
    public static Scenario Scenario { get; } = new("msrp-receipt-never-answered-by-receipt")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Requests on a receipt are ignored over MSRP",
        Story = "Bob's receipt carries what a receipt must not: a Message-ID of its own and a request for more receipts, in either spelling of "
            + "the draft. Alice matches it by its document, and never answers it with a receipt, a response or a REPORT.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("receipt-request", Flow(Receipt.Read(M1).WithOwn(OwnId, "read, positive-delivery"))),
            new("request-receipt", Flow(Receipt.Read(M1).WithOwn(OwnId, "read", "Request-Receipt"))),
            new("without-own-id", Flow(Receipt.Read(M1).WithOwn(null, "read"))),
            new("own-id-alone", Flow(Receipt.Read(M1).WithOwn(OwnId, null))),
        ],
    };

    private static IReadOnlyList<Step> Flow(Receipt receipt) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
        Bob.Answers(200, Alice),
        Never(Alice.Sends(Receipt.Any(M1), to: Bob)).Proves("RCPT-7.1.3.2-02", "RCPT-3.3-02"),
        Never(Alice.Sends(Receipt.Any(M1) with { OtherId = OwnId }, to: Bob)).Proves("RCPT-7.1.3.2-02", "RCPT-3.3-02"),
        Bob.Sends(receipt, to: Alice),
        Never(Alice.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-02"),
        Never(Alice.Sends(new DeliveryReport(receipt), to: Bob)).Proves("RCPT-7.1.2-02"),
        Alice.SeesReceipt(M1, "read").Proves("RCPT-3.3-02"),
        Alice.Does("read", ("message-id", OwnId)),
    ];
}
