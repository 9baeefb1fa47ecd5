using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Silence after a receipt means nothing.</summary>
public static class MsrpReceiptSenderNoTimer
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");
    private static readonly Im M2 = new Im("M2").Reporting(failure: "yes");

    /// <summary>msrp-receipt-sender-no-timer.</summary>
    public static Scenario Scenario { get; } = new("msrp-receipt-sender-no-timer")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Bob does not wait for a response to his receipt",
        Story = "Bob's receipt stays unanswered, as it must. Time passes, more than the 30 seconds after which RFC 4975 gives a SEND up that "
            + "wanted a response. Bob neither sends the receipt again nor ends the session: Alice's next message is answered as usual.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow =
        [
            Alice.OpensSessionWith(Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice),
            Bob.SeesMessage(M1),
            Bob.Reads(M1),
            Bob.Sends(Receipt.Read(M1), to: Alice),
            Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-7.1.2-03"),
            Overdue(90),
            Alice.Sends(M2, to: Bob),
            Bob.Answers(200, Alice).Proves("RCPT-7.1.2-03"),
        ],
    };
}
