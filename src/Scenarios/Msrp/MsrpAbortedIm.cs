using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>What never became a message was never read.</summary>
public static class MsrpAbortedIm
{
    private static readonly Im M2 = new Im("M2").Asking(Im.Read).Reporting(failure: "yes");
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes").WithTextOf(3000).CutIn("charset=utf-8\r\n\r\n").GivenUp().AsProvocation();

    /// <summary>msrp-aborted-im.</summary>
    public static Scenario Scenario { get; } = new("msrp-aborted-im")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Aborted IM earns no receipt",
        Story = "Alice gives a message up after its first chunk, which holds the request for a read receipt. Bob never sends a receipt about "
            + "it, because a message that is not complete has no disposition. A whole message after it is treated as usual.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow =
        [
            Alice.OpensSessionWith(Bob),
            Alice.Sends(M1, to: Bob),
            Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-8.1-02", "RCPT-7.1.3.1-01"),
            Bob.Reads(M1),
            Alice.Sends(M2, to: Bob),
            Bob.Answers(200, Alice).Proves("RCPT-7.1.2-01"),
            Bob.SeesMessage(M2),
            Bob.Reads(M2),
            Bob.Sends(Receipt.Read(M2), to: Alice).Proves("RCPT-3.3-03"),
        ],
    };
}
