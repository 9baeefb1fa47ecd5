using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Receipts speak of the CPIM Message-ID.</summary>
public static class MsrpTwoMessageIds
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");
    private static readonly Receipt ByTransport = (Receipt.Read(M1) with { ByTransportId = true, Variety = "by the id of the SEND" }).AsProvocation();

    /// <summary>msrp-two-message-ids.</summary>
    public static Scenario Scenario { get; } = new("msrp-two-message-ids")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "CPIM id and MSRP id are different things",
        Story = "A message has two ids, that of its message/cpim body and that of its SEND. Bob's receipt speaks of the former. A receipt that "
            + "speaks of the latter is about nothing that Alice knows, and she shows it to nobody.",
        Seats = [Alice.As(Seat.MsrpSender), Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("receipt-sent", Sent()) { OnlySeats = [Seat.MsrpRecipient] },
            new("receipt-received", Received()) { OnlySeats = [Seat.MsrpSender] },
        ],
    };

    private static IReadOnlyList<Step> Sent() =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
        Bob.Answers(200, Alice),
        Bob.SeesMessage(M1),
        Never(Bob.Sends(ByTransport, to: Alice)).Proves("RCPT-7.1.1-05"),
        Bob.Reads(M1),
        Bob.Sends(Receipt.Read(M1), to: Alice).Proves("RCPT-3.3-03"),
    ];

    private static IReadOnlyList<Step> Received() =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
        Bob.Answers(200, Alice),
        Never(Alice.SeesReceipt(M1, "read")).Proves("RCPT-3.4-06"),
        Bob.Sends(ByTransport, to: Alice),
    ];
}
