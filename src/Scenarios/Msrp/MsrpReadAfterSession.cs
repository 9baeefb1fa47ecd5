using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Reading outlasts sessions.</summary>
public static class MsrpReadAfterSession
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-read-after-session.</summary>
    public static Scenario Scenario { get; } = new("msrp-read-after-session")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "A message read after its session has ended",
        Story = "Alice asks for a read receipt and leaves before Bob's user opens her message. Bob may tell her in a session of its own or in a MESSAGE, or not at all: all of "
            + "these are accepted (AMB-73). What comes is judged like any receipt, and comes once.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow =
        [
            Alice.OpensSessionWith(Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice).Proves("RCPT-7.1.2-01"),
            Bob.SeesMessage(M1).Proves("RCPT-7.1.3.1-01"),
            Alice.EndsSession(),
            Quiet(2),

            Perhaps(Bob.OpensSessionWith(Alice).OfItsOwnAccord()),
            Perhaps(Bob.Sends(Receipt.Read(M1).For(Bob), to: Alice)),
            Never(Bob.Sends(Receipt.AnyDelivery(M1), to: Alice)).Proves("RCPT-3.2-05"),
            Bob.Reads(M1),
            Bob.Reads(M1),
        ],
    };
}
