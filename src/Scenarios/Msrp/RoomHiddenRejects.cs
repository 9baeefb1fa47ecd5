using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Rather not, in a session.</summary>
public static class RoomHiddenRejects
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");
    private static readonly Im Plain = new Im("M2").Reporting(failure: "yes");

    /// <summary>room-hidden-rejects.</summary>
    public static Scenario Scenario { get; } = new("room-hidden-rejects")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Room with hidden members may refuse",
        Story = "A switch that keeps the members of a room from Alice may refuse what asks for a read receipt, by a response or by a failure REPORT. Then no member gets it, and "
            + "Alice no receipt. What asks for nothing is distributed all the same.",
        Seats = [Switch.As(Seat.MsrpIntermediary)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Fence = "F-OPT",
        Variants =
        [
            new("read", Refused(M1)),
            new("chunked", Refused(M1.CutIn("Receipt-Request: read").AsProvocation())),
        ],
    };

    private static Step[] Refused(Im im)
    {
        var (asking, asksNothing) = (new HiddenRoom(im), new HiddenRoom(Plain));
        return
        [
            .. HiddenRoom.Opened("reject"),
            Alice.Sends(im, to: Switch),
            OneOf(Switch.Answers(Codes.Refusal, Alice), Switch.Sends(new DeliveryReport(im, 403), to: Alice)).Proves("RCPT-8.2-05"),
            .. HiddenRoom.Members.Select(m => Never(Switch.Sends(asking[m], to: m)).Proves("RCPT-8.2-05")),
            Never(Switch.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-8.2-05"),
            Alice.Sends(Plain, to: Switch),
            Switch.Answers(200, Alice).Proves("RCPT-7.1.2-01"),
            Each(HiddenRoom.Members, m => Switch.Sends(asksNothing[m], to: m).Proves("RCPT-7.2-02")),
        ];
    }
}
