using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A service that takes so many recipients and no more.</summary>
public static class ListMessageOverLimit
{
    private const int Few = 3;

    // Beyond that a list ten times as long says no more than one that is a little too long.
    private const int MostAtAll = 2000;

    /// <summary>list-message-over-limit.</summary>
    public static Scenario Scenario { get; } = Of(Few);

    /// <summary>The same for a service whose limit is another.</summary>
    public static Scenario Of(int most) => Of(most, Crowd.Of(Math.Max(most + 2, Math.Min(10 * most, MostAtAll))));

    private static Scenario Of(int most, IReadOnlyList<Party> crowd) => new("list-message-over-limit")
    {
        Suite = Suite.UriList,
        Title = "A list beyond the limit is refused as a whole; somebody listed twice counts once",
        Story = "The operator allows three recipients, or so many as the service always takes. Three are served. Four, or thirty, are refused, and none of them gets anything: not even the "
            + "first three. Four entries that name three people are within the limit.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            new Variant("at-limit", Limited(most, ListFlow.FanOut(To(crowd, most), "F5363-5.3-01"))),
            new Variant("one-more", Limited(most, ListFlow.Refused(To(crowd, most + 1), Codes.Refusal, "F5363-5.3-01"))),
            new Variant("ten-times", Limited(most, ListFlow.Refused(To(crowd, crowd.Count), Codes.Refusal, "F5363-5.3-01"))),
            new Variant("duplicates", Limited(most, Twice(new ListMessage("M", [.. crowd.Take(most).Select(p => p.To()), crowd[0].Cc()]).AsProvocation("duplicates")))),
        ],
    };

    /// <summary>Who counts entries or octets beside may refuse a list that names somebody twice .</summary>
    private static IReadOnlyList<Step> Twice(ListMessage message) =>
    [
        Alice.Sends(message, to: List),
        List.Answers(202, Alice).Proves("F5363-4.1-06").Resting("A-12", "raw-guard"),
        Flow.Each(message.Everybody, r => List.Sends(message.Copy(), to: r).IfAccepted(message).Proves("F5363-4.1-06", "U5365-7-03")),
        .. message.Everybody.Select(r => Flow.Never(List.Sends(message.Copy(), to: r)).Proves("F5363-4.1-06", "I3428-6-01")),
    ];

    private static ListMessage To(IReadOnlyList<Party> crowd, int number) => new("M", [.. crowd.Take(number).Select(p => p.To())]);

    private static IReadOnlyList<Step> Limited(int most, IReadOnlyList<Step> flow) => [List.TakesAtMost(most), .. flow];
}
