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
    private static readonly Im M2 = new Im("M2").Asking(Im.Read).Reporting(failure: "yes");
    private static readonly Receipt ByTransport = (Receipt.Read(M1) with { ByTransportId = true, Variety = "by the id of the SEND" }).AsProvocation();

    /// <summary>msrp-two-message-ids.</summary>
    public static Scenario Scenario { get; } = new("msrp-two-message-ids")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "CPIM id and MSRP id are different things",
        Story = "A message has two ids, that of its message/cpim body and that of its SEND. Bob's receipt speaks of the former. A receipt that "
            + "speaks of the latter is about nothing that Alice knows, and she shows it to nobody. Where a SEND has the id that another message has inside, nobody takes "
            + "one for the other.",
        Seats = [Alice.As(Seat.MsrpSender), Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("receipt-sent", Sent()) { OnlySeats = [Seat.MsrpRecipient] },
            new("receipt-received", Received()) { OnlySeats = [Seat.MsrpSender] },
            new("send-id-of-an-earlier-message", Crossed(M1, M2.WithSendIdOf(M1))) { OnlySeats = [Seat.MsrpRecipient] },
            new("send-id-of-a-later-message", Crossed(M1.WithSendIdOf(M2), M2)) { OnlySeats = [Seat.MsrpRecipient] },
            new("receipt-with-send-id-of-another-message", Crossing()) { OnlySeats = [Seat.MsrpSender] },
        ],
    };

    /// <summary>The SEND of one message has the id that the other has inside.</summary>
    private static IReadOnlyList<Step> Crossed(Im first, Im second)
    {
        var opensSecond = Bob.Reads(second);
        return
        [
            Alice.OpensSessionWith(Bob),
            Alice.Sends(first, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
            Bob.Answers(200, Alice, first),
            Bob.SeesMessage(first).Proves("RCPT-7.1.1-05"),
            Alice.Sends(second, to: Bob),
            Bob.Answers(200, Alice, second),
            Bob.SeesMessage(second).Proves("RCPT-7.1.1-05"),
            Never(Bob.Sends(Receipt.Any(second), to: Alice)).Before(opensSecond).Proves("RCPT-7.1.1-05"),
            Bob.Reads(first),
            Bob.Sends(Receipt.Read(first), to: Alice).Proves("RCPT-7.1.1-05", "RCPT-3.3-03"),
            opensSecond,
            Bob.Sends(Receipt.Read(second), to: Alice).Proves("RCPT-7.1.1-05", "RCPT-3.3-03"),
        ];
    }

    /// <summary>The SEND of a receipt has the id of a message that it is not about.</summary>
    private static IReadOnlyList<Step> Crossing()
    {
        var aboutM2 = Bob.Sends(Receipt.Read(M2), to: Alice);
        return
        [
            Alice.OpensSessionWith(Bob),
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
            Bob.Answers(200, Alice),
            Alice.IsAskedToSend(M2, to: Bob),
            Alice.Sends(M2, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
            Bob.Answers(200, Alice),
            Never(Alice.SeesReceipt(M2, "read")).Before(aboutM2).Proves("RCPT-3.4-06"),
            Bob.Sends(Receipt.Read(M1).WithSendIdOf(M2), to: Alice),
            Alice.SeesReceipt(M1, "read").Proves("RCPT-3.4-06"),
            aboutM2,
            Alice.SeesReceipt(M2, "read").Proves("RCPT-3.4-06"),
        ];
    }

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
