using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Read by all of whom its writer knows none.</summary>
public static class RoomHiddenRead
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>room-hidden-read.</summary>
    public static Scenario Scenario { get; } = new("room-hidden-read")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Room with hidden members: one read receipt for all",
        Story = "Alice asks a room whose members she does not know whether her message was read. The switch may refuse; else it has the members report to the room, and one "
            + "receipt that names nobody comes when the last of them has read it (AMB-74). Where one member cannot tell, or says nothing, no receipt comes.",
        Seats = [Switch.As(Seat.MsrpIntermediary)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Fence = "F-OPT",
        Variants =
        [
            new("read", Read()),
            new("one-cannot-tell", Unfinished(Receipt.ReadUnknown)),
            new("one-silent", Unfinished(null)),
        ],
    };

    private static Step[] Read()
    {
        var room = new HiddenRoom(M1);
        var last = room.Reports(Carol, Receipt.Read);
        return
        [
            .. room.TakenOrRefused(),
            Never(Switch.Sends(Receipt.AnyRead(M1), to: Alice)).Before(last).Proves("RCPT-8.2-04", "RCPT-8.2-02"),
            room.Reports(Bill, Receipt.Read),
            room.Reports(Joe, Receipt.Read),
            room.Reports(Bill, Receipt.Read),
            last,
            Switch.Sends(Receipt.Read(M1).WithoutRecipient(), to: Alice).IfAccepted(M1).Proves("RCPT-8.2-02"),
            Never(Switch.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-8.2-02"),
        ];
    }

    private static Step[] Unfinished(Func<Template, Receipt>? last)
    {
        var room = new HiddenRoom(M1);
        return
        [
            Never(Switch.Sends(Receipt.Read(M1), to: Alice)).Proves("RCPT-8.2-04", "RCPT-8.2-02"),
            .. room.TakenOrRefused(),
            room.Reports(Bill, Receipt.Read),
            room.Reports(Joe, Receipt.Read),
            .. last is null ? [] : new[] { room.Reports(Carol, last) },
        ];
    }
}
