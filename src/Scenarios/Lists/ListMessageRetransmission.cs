using Conformance.Stack;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>What comes twice is served once.</summary>
public static class ListMessageRetransmission
{
    // One recipient: with the proof of who Alice is, more would not fit into the 1300 octets of a datagram on any path.
    private static readonly ListMessage Repeated = new("M", Bill.To());
    private static readonly ListMessage Forked = new("M", Bill.To());

    /// <summary>list-message-retransmission-and-merge.</summary>
    public static Scenario Scenario { get; } = new("list-message-retransmission-and-merge")
    {
        Suite = Suite.UriList,
        Title = "A list MESSAGE that comes twice is served once",
        Story = "Alice takes the 202 for lost and repeats her request: she gets the same 202 and Bill no second copy. Or a proxy on her side forks the request, and the same "
            + "one arrives in a second transaction: that is refused with 482, and Bill gets no second copy either.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Udp],
        Variants =
        [
            new Variant("retransmission", RepeatedAfter(0)),
            new Variant("late-retransmission", RepeatedAfter(40)),
            new Variant("merge",
            [
                Alice.Sends(Forked, to: List),
                List.Answers(202, Alice),
                List.Sends(Forked.Copy(), to: Bill),

                Alice.SendsByAnotherPath(Forked, to: List),
                List.Answers(482, Alice).Proves("I3261-8.2.2.2-01"),
                Never(List.Sends(Forked.Copy(), to: Bill)).Proves("I3261-8.2.2.2-01", "U5365-1-02"),
            ]),
        ],
    };

    private static Step[] RepeatedAfter(int timesT1) =>
    [
        Alice.Sends(Repeated, to: List),
        List.Answers(202, Alice),
        List.Sends(Repeated.Copy(), to: Bill),
        .. timesT1 == 0 ? [] : (Step[])[Quiet(timesT1)],
        Alice.Repeats(Repeated, to: List),
        List.Answers(202, Alice).Proves("I3261-17.2.2-01"),
        Never(List.Sends(Repeated.Copy(), to: Bill)).Proves("I3261-17.2.2-01", "U5365-1-02"),
    ];
}
