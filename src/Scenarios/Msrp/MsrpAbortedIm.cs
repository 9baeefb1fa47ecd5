using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>What never became a message was never read.</summary>
public static class MsrpAbortedIm
{
    private static readonly Im Begun = new Im("M1").Asking(Im.Read).Reporting(failure: "yes").WithTextOf(3000).CutIn("charset=utf-8\r\n\r\n").AsProvocation();
    private static readonly Im Whole = new Im("M2").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-aborted-im.</summary>
    public static Scenario Scenario { get; } = new("msrp-aborted-im")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Aborted IM earns no receipt",
        Story = "Alice gives a message up after its first chunk, which holds the request for a read receipt, or her connection breaks before the second and she "
            + "comes back in a new session. Bob never sends a receipt about it, because a message that is not complete has no disposition. A whole message after it is "
            + "treated as usual.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("given-up", Unfinished(Begun.GivenUp())),
            new("connection-lost", Unfinished(Begun.BrokenOff(), Quiet(2), Alice.LosesConnection(), Quiet(2), Alice.OpensSessionWith(Bob), Quiet(2))),
        ],
    };

    private static Step[] Unfinished(Im im, params Step[] then) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.Sends(im, to: Bob),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-8.1-02", "RCPT-7.1.3.1-01"),
        .. then,
        Bob.Reads(im),
        Alice.Sends(Whole, to: Bob),
        Bob.Answers(200, Alice).Proves("RCPT-7.1.2-01"),
        Bob.SeesMessage(Whole),
        Bob.Reads(Whole),
        Bob.Sends(Receipt.Read(Whole), to: Alice).Proves("RCPT-3.3-03"),
    ];
}
