using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A service that takes so many recipients and no more.</summary>
public static class ListMessageOverLimit
{
    private const int Most = 3;

    private static readonly IReadOnlyList<Party> Many = Crowd.Of(10 * Most);

    /// <summary>list-message-over-limit.</summary>
    public static Scenario Scenario { get; } = new("list-message-over-limit")
    {
        Suite = Suite.UriList,
        Title = "A list beyond the limit is refused as a whole; somebody listed twice counts once",
        Story = "The operator allows three recipients. Three are served. Four, or thirty, are refused, and none of them gets anything: not even the first three. Four entries that name three "
            + "people are within the limit.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            new Variant("at-limit", Limited(ListFlow.FanOut(To(Most), "F5363-5.3-01"))),
            new Variant("one-more", Limited(ListFlow.Refused(To(Most + 1), Codes.Refusal, "F5363-5.3-01"))),
            new Variant("ten-times", Limited(ListFlow.Refused(To(10 * Most), Codes.Refusal, "F5363-5.3-01"))),
            new Variant("duplicates", Limited(ListFlow.FanOut(
                new ListMessage("M", [.. Many.Take(Most).Select(p => p.To()), Many[0].Cc()]).AsProvocation("duplicates"), "F5363-4.1-06"))),
        ],
    };

    private static ListMessage To(int number) => new("M", [.. Many.Take(number).Select(p => p.To())]);

    private static IReadOnlyList<Step> Limited(IReadOnlyList<Step> flow) => [List.TakesAtMost(Most), .. flow];
}
