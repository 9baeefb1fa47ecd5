using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>One of several, in a session.</summary>
public static class MsrpMultiRecipientReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-multi-recipient-receipt.</summary>
    public static Scenario Scenario { get; } = new("msrp-multi-recipient-receipt")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Among several recipients a read receipt says whose it is",
        Story = "Alice's message names Bob and Carol, in either order. Bob's read receipt says that it is his, by the address under which the message named him.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("first-in-to", Reported(M1.AddressedTo(Bob, Carol))),
            new("second-in-to", Reported(M1.AddressedTo(Carol, Bob))),
        ],
    };

    private static Step[] Reported(Im im) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.Sends(im, to: Bob),
        Bob.Answers(200, Alice),
        Bob.Reads(im),
        Bob.Sends(Receipt.Read(im).For(Bob), to: Alice).Proves("RCPT-3.3-03"),
    ];
}
