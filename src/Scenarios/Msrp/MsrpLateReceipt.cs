using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>There is no deadline for receipts.</summary>
public static class MsrpLateReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes", success: "yes");

    private static readonly Receipt WasRead = Receipt.Read(M1);

    /// <summary>msrp-late-receipt.</summary>
    public static Scenario Scenario { get; } = new("msrp-late-receipt")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Late read receipts",
        Story = "Alice's message is answered and then nothing comes for a long time. Alice neither sends it again nor calls it failed nor ends "
            + "the session, because nobody may time receipts. The receipt that comes in the end is matched and shown, also "
            + "when it comes in another session because the first one is over.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("same-session",
            [
                .. Sent,
                Overdue(130),
                Bob.Sends(Receipt.Read(M1), to: Alice),
                Alice.SeesReceipt(M1, "read").Proves("RCPT-3.1-16"),
            ]),
            new("later-session",
            [
                .. Sent,
                Bob.EndsSession(),
                Quiet(6),
                Bob.OpensSessionWith(Alice),
                Bob.Sends(WasRead, to: Alice),
                Never(Alice.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-02"),
                Never(Alice.Sends(new DeliveryReport(WasRead), to: Bob)).Proves("RCPT-7.1.2-02"),
                Alice.SeesReceipt(M1, "read").Proves("RCPT-3.1-16").Advisory("AMB-73"),
            ]),
        ],
    };

    private static Step[] Sent =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
        Bob.Answers(200, Alice),
        Never(Alice.Sends(M1, to: Bob)).Proves("RCPT-3.1-15"),
        Never(Alice.Sees("failed", ("message-id", M1))).Proves("RCPT-3.1-15"),
    ];
}
