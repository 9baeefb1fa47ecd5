using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Somebody else speaks for Bob, in a session of their own.</summary>
public static class MsrpForgedReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-forged-receipt.</summary>
    public static Scenario Scenario { get; } = new("msrp-forged-receipt")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "A read receipt out of another session is not believed",
        Story = "Alice sends Bob a message. Mallory, who saw its id, opens a session with Alice and sends read receipts about it, in her own name, in Bob's, or "
            + "many of them. Alice shows nothing and sends nothing because of them. When Bob himself reports the reading, she shows it.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("own-name", Forged(Receipt.Read(M1).For(Mallory), times: 1)),
            new("in-bobs-name", Forged(Receipt.Read(M1).For(Bob), times: 1)),
            new("flood", Forged(Receipt.Read(M1).For(Bob), times: 25)),
        ],
    };

    private static Step[] Forged(Receipt forgery, int times)
    {
        var genuine = Bob.Sends(Receipt.Read(M1).For(Bob), to: Alice);
        return
        [
            Alice.OpensSessionWith(Bob),
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice),
            Mallory.OpensSessionWith(Alice),
            Never(Alice.SeesAnyReceipt(M1)).Before(genuine).Proves("RCPT-8.1-03"),
            Never(Alice.Sends(M1, to: Bob)).Before(genuine).Proves("RCPT-8.1-01"),

            .. Enumerable.Repeat(Mallory.Sends(forgery.AsProvocation(), to: Alice), times),

            genuine,
            Alice.SeesReceipt(M1, "read").Proves("RCPT-8.1-01", "RCPT-3.4-10"),
        ];
    }
}
