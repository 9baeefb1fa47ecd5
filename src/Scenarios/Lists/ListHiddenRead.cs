using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Read by all.</summary>
public static class ListHiddenRead
{
    private static readonly Im Reading = new Im("M1").Asking(Im.Read);
    private static readonly Im Both = new Im("M1").Asking(Im.Positive, Im.Read);

    /// <summary>list-hidden-read.</summary>
    public static Scenario Scenario { get; } = new("list-hidden-read")
    {
        Suite = Suite.Receipts,
        Title = "Hidden list: one read receipt for all",
        Story = "Alice asks a list whose members she does not know whether her message was read. One nameless read receipt comes when the last of them has read it, "
            + "apart from the one that says it was delivered to all, where she asked for that too; that one may be left out, since who has read a message has got it. Where one member cannot tell, no receipt says that all have read.",
        Seats = [List.As(Seat.ListService)],
        Fence = "F-OPT",
        Variants =
        [
            new("read", Read(Reading)),
            new("delivered-and-read", Read(Both)),
            new("one-cannot-tell", OneCannotTell()),
        ],
    };

    private static Step[] Read(Im im)
    {
        var list = new HiddenList(im, HiddenList.Three);
        return
        [
            .. list.TakenOrRefused(),
            list.Copies(),
            .. im == Both ? list.AllReport(Receipt.Delivered, isImplied: true) : [],
            .. list.AllReport(Receipt.Read),
            Never(List.Sends(Receipt.Any(im), to: Alice)).Proves(HiddenList.One),
        ];
    }

    private static Step[] OneCannotTell()
    {
        var list = new HiddenList(Reading, HiddenList.Three);
        return
        [
            Never(List.Sends(Receipt.Read(Reading), to: Alice)).Proves([.. HiddenList.All, .. HiddenList.One]),
            .. list.TakenOrRefused(),
            list.Copies(),
            list.Reports(Bill, Receipt.Read),
            list.Reports(Joe, Receipt.Read),
            list.Reports(Carol, Receipt.ReadUnknown),
        ];
    }
}
