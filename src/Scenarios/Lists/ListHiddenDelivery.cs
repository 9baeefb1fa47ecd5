using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Receipts for a list whose members the sender does not know (receipts draft 8.2).</summary>
public static class ListHiddenDelivery
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    /// <summary>list-hidden-delivery.</summary>
    public static Scenario Scenario { get; } = new("list-hidden-delivery")
    {
        Suite = Suite.Receipts,
        AlsoKnownAs = ["list-receipts-undisclosed-single"],
        Title = "Hidden list: one positive receipt for all",
        Story = "The service keeps a list whose members Alice must not learn. She asks for a positive receipt. The service either refuses, or has the members report to it: "
            + "Alice hears nothing while one is outstanding, one who reports twice changes nothing, and in the end she gets a single receipt that names nobody.",
        Seats = [List.As(Seat.ListService)],
        Fence = "F-OPT",
        Variants =
        [
            new("three-members", Flow(HiddenList.Three)),
            new("one-member", Flow([Bill])),
            new("fifty-members", Flow(Crowd.Of(50))),
        ],
    };

    private static Step[] Flow(IReadOnlyList<Party> members)
    {
        var list = new HiddenList(M1, members);
        return
        [
            .. list.TakenOrRefused(),
            list.Copies(),
            .. list.AllReport(Receipt.Delivered),
            Never(List.Sends(Receipt.Any(M1), to: Alice)).Proves(HiddenList.One),
        ];
    }
}
