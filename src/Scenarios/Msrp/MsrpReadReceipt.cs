using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>The one kind of receipt that is left over MSRP, where REPORTs tell of delivery.</summary>
public static class MsrpReadReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");
    private static readonly Receipt WasRead = Receipt.Read(M1).For(Bob);

    /// <summary>msrp-read-receipt.</summary>
    public static Scenario Scenario { get; } = new("msrp-read-receipt")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Read receipt in an MSRP session",
        Story = "Alice asks for a read receipt in an MSRP session. Bob answers the SEND as RFC 4975 says, and once his user has opened the message, soon or late, a SEND "
            + "of his own carries one read receipt back. Alice shows it to her user and answers nothing, neither with a response nor with a REPORT.",
        Seats = [Alice.As(Seat.MsrpSender), Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("alice-invites", Reported(Alice.OpensSessionWith(Bob), unopened: 1)),
            new("bob-invites", Reported(Bob.OpensSessionWith(Alice), unopened: 1)),
            new("after-70-T1", Reported(Alice.OpensSessionWith(Bob), unopened: 70)) { OnlySeats = [Seat.MsrpRecipient] },
        ],
    };

    private static Step[] Reported(SessionSetup setup, int unopened)
    {
        var opening = Bob.Reads(M1);
        return
        [
            setup,
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
            Bob.Answers(200, Alice).Proves("RCPT-7.1.2-01"),
            Bob.SeesMessage(M1).Proves("RCPT-7.1.3.1-01", "RCPT-3.1-14"),
            Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Before(opening).Proves("RCPT-8.1-02"),
            Quiet(unopened),

            opening,
            Bob.Sends(WasRead, to: Alice).Proves("RCPT-3.3-03", "RCPT-7.1.1-06", "RCPT-7.1.3.1-01"),
            Never(Alice.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-02"),
            Never(Alice.Sends(new DeliveryReport(WasRead), to: Bob)).Proves("RCPT-7.1.2-02"),
            Alice.SeesReceipt(M1, "read").Proves("RCPT-7.1.3.2-01", "RCPT-3.2-06", "RCPT-3.4-09", "RCPT-3.4-10"),
            Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-3.3-03"),
            Bob.Reads(M1),
        ];
    }
}
