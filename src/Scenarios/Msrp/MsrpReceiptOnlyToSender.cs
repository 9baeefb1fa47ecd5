using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>What one member of a room has read is the writer's affair.</summary>
public static class MsrpReceiptOnlyToSender
{
    private static readonly Im Written = new Im("M1").WrittenBy(Alice).Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-receipt-only-to-sender.</summary>
    public static Scenario Scenario { get; } = new("msrp-receipt-only-to-sender")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "In a room a read receipt is for the writer of the message alone",
        Story = "Bob is in a room. A message of Alice's comes to him through the switch, addressed to the room, to the room with a copy to Carol, or to him alone, once under "
            + "a nickname. When his user has read it, he sends one receipt into the session with the switch, addressed to Alice; no other one goes to the room or to Carol.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("to-the-room", Reported(Written.AddressedTo(Switch))),
            new("with-copy", Reported(Written.AddressedTo(Switch).WithCopyTo(Carol))),
            new("private", Reported(Written)),
            new("nickname", Reported(Written.AddressedTo(Switch) with { SenderName = "the Red Queen" })),
        ],
    };

    private static IReadOnlyList<Step> Reported(Im im) =>
    [
        Bob.OpensSessionWith(Switch),
        Switch.Sends(im, to: Bob),
        Bob.Answers(200, Switch).Proves("RCPT-7.1.2-01"),
        Bob.SeesMessage(im).Proves("RCPT-7.1.3.1-01"),
        Bob.Reads(im),
        Bob.Sends(Receipt.Read(im), to: Alice, via: Switch).Proves("RCPT-3.3-03", "RCPT-7.1.1-06"),
        Never(Bob.Sends(Receipt.Any(im), to: Alice, via: Switch)).Proves("RCPT-8-01"),
        Never(Bob.Sends(Receipt.Any(im), to: Carol)).Proves("RCPT-8-01"),
    ];
}
