using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Not all of them.</summary>
public static class ListHiddenPartial
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative);
    private static readonly string[] Clauses = [.. HiddenList.All, .. HiddenList.One];

    /// <summary>list-hidden-partial.</summary>
    public static Scenario Scenario { get; } = new("list-hidden-partial")
    {
        Suite = Suite.Receipts,
        Title = "Hidden list: some members fail or stay silent",
        Story = "Of the members whom Alice does not know one never reports, or refuses the message, or reports that it was lost, or two do. A receipt that it was delivered would speak "
            + "for all of them, so there is none. At most one receipt says that something failed, and it does not say for whom.",
        Seats = [List.As(Seat.ListService)],
        Fence = "F-OPT",
        Variants =
        [
            new("one-never-reports", Partial((list, steps) => steps.Add(list.Copy(Carol)))),
            new("one-refuses", Partial((list, steps) => steps.Add(list.Copy(Carol).AnsweredBy(404)))),
            new("one-fails-later", Partial((list, steps) => steps.AddRange([list.Copy(Carol), list.Reports(Carol, about => Receipt.Failed(about, 480))]))),
            new("two-fail", Partial((list, steps) => steps.AddRange(
                [list.Copy(Carol).AnsweredBy(404), list.Copy(Dave), list.Reports(Dave, about => Receipt.Failed(about, 480))]), [Bill, Joe, Carol, Dave])),
        ],
    };

    private static List<Step> Partial(Action<HiddenList, List<Step>> others, IReadOnlyList<Party>? members = null)
    {
        var list = new HiddenList(M1, members ?? HiddenList.Three);
        List<Step> steps =
        [
            Perhaps(List.Sends(Receipt.Failed(M1).WithoutRecipient(), to: Alice)),
            Never(List.Sends(Receipt.Delivered(M1), to: Alice)).Proves(Clauses),
            .. list.TakenOrRefused(),
            list.Copy(Bill),
            list.Copy(Joe),
        ];
        others(list, steps);
        steps.Add(list.Reports(Bill, Receipt.Delivered));
        steps.Add(list.Reports(Joe, Receipt.Delivered));
        return steps;
    }
}
