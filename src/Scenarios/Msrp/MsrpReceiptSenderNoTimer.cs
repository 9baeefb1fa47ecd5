using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Silence after a receipt means nothing.</summary>
public static class MsrpReceiptSenderNoTimer
{
    private static readonly Im Another = new Im("N").Reporting(failure: "yes");

    /// <summary>msrp-receipt-sender-no-timer.</summary>
    public static Scenario Scenario { get; } = new("msrp-receipt-sender-no-timer")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Bob does not wait for a response to his receipt",
        Story = "Bob's receipt stays unanswered, as it must, and so do several in a row. Time passes, more than the 30 seconds after which RFC 4975 gives a SEND up that "
            + "wanted a response. Bob neither sends a receipt again nor ends the session: Alice's next message is answered as usual.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants = Vary.Over([("one", 1), ("three", 3)], Unanswered),
    };

    private static IReadOnlyList<Step> Unanswered(int receipts)
    {
        Im[] read = [.. Enumerable.Range(1, receipts).Select(n => new Im($"M{n}").Asking(Im.Read).Reporting(failure: "yes"))];
        return
        [
            Alice.OpensSessionWith(Bob),
            .. read.SelectMany(im => new Step[]
            {
                Alice.Sends(im, to: Bob),
                Bob.Answers(200, Alice),
                Bob.SeesMessage(im),
            }),
            .. read.Select(im => Bob.Reads(im)),
            .. read.Select(im => Bob.Sends(Receipt.Read(im), to: Alice)),
            .. read.Select(im => Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-7.1.2-03")),
            Overdue(90),
            Alice.Sends(Another, to: Bob),
            Bob.Answers(200, Alice).Proves("RCPT-7.1.2-03"),
        ];
    }
}
