using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Report headers are repeated on every chunk of a receipt.</summary>
public static class MsrpChunkedReceiptSent
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes").WithIdOf(4000);

    /// <summary>msrp-chunked-receipt-sent.</summary>
    public static Scenario Scenario { get; } = new("msrp-chunked-receipt-sent")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Bob sends a receipt in chunks",
        Story = "The Message-ID of Alice's message is so long that the receipt about it does not fit a chunk of 2048 octets. Bob may cut it or "
            + "send one interruptible SEND; every chunk says Failure-Report: no, carries the same MSRP Message-ID and names message/cpim.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow =
        [
            Alice.OpensSessionWith(Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice),
            Bob.SeesMessage(M1),
            Bob.Reads(M1),
            Bob.Sends(Receipt.Read(M1), to: Alice).Proves("RCPT-7.1.1-06"),
        ],
    };
}
