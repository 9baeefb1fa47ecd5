using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A receipt that should not exist is let pass in silence.</summary>
public static class MsrpDeliveryReceiptReceived
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");
    private static readonly Receipt Unwanted = Receipt.Delivered(M1).AsProvocation();

    /// <summary>msrp-delivery-receipt-received.</summary>
    public static Scenario Scenario { get; } = new("msrp-delivery-receipt-received")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "A delivery receipt turns up over MSRP",
        Story = "Bob sends a delivery receipt in a SEND, which nobody asked for and which has no place over MSRP. Alice gives no response to "
            + "it, since it is a receipt all the same, sends none of her own, and does not show the message as read.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow =
        [
            Alice.OpensSessionWith(Bob),
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
            Bob.Answers(200, Alice),
            Bob.Sends(Unwanted, to: Alice),
            Never(Alice.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-02"),
            Never(Alice.Sends(new DeliveryReport(Unwanted), to: Bob)).Proves("RCPT-7.1.2-02"),
            Never(Alice.Sends(Receipt.Any(M1), to: Bob)).Proves("RCPT-7.1.3.2-02"),
            Never(Alice.SeesReceipt(M1, "read")).Proves("RCPT-8.1-04"),
        ],
    };
}
