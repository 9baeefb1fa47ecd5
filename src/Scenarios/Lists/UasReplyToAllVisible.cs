using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Reply to all by a recipient who sees the others.</summary>
public static class UasReplyToAllVisible
{
    private static readonly ListCopy Copy =
        new ListMessage("M", Bill.To(), Randy.To().Anonymous(), Eddy.To().Anonymous(), Joe.Cc()).Copy() with { IssuedBy = Alice };

    private static readonly ListCopy ToTwo = new ListMessage("M", Bill.To(), Randy.To().Anonymous()).Copy() with { IssuedBy = Alice };

    private static readonly Im Text = new("R");
    private static readonly Im Again = new("R2");

    private static readonly ListCopy Elsewhere = new ListMessage("M", Bill.To(), Joe.Cc()).Copy().WrittenBy(Alice).WithRepliesTo(Carol);
    private static readonly ListCopy Unsigned = new ListMessage("M", Bill.To(), Randy.To().Anonymous(), Joe.Cc()).Copy().WrittenByNobody();
    private static readonly ListCopy WithSender = new ListMessage("M", Bill.To(), Alice.Cc(), Joe.Cc()).Copy().WrittenBy(Alice);
    private static readonly ListMessage ToJoe = new("R", Joe.To());
    private static readonly ListMessage ToList = new("R", Alice.To(), Joe.To());

    private static readonly ListCopy Escaped = new ListMessage("M", Bill.To().Spelt(u => u.Replace("bill", "%62ill", StringComparison.Ordinal)), Joe.Cc()).Copy() with { IssuedBy = Alice };

    /// <summary>uas-reply-to-all-visible.</summary>
    public static Scenario Scenario { get; } = new("uas-reply-to-all-visible")
    {
        Suite = Suite.UriList,
        Title = "A visible recipient can reply to the sender and the other visible recipients",
        Story = "Bill gets a copy from Alice whose history names him, Joe and two hidden people. He replies to all: through a list service in one list MESSAGE, or with "
            + "one MESSAGE to each. Either way Alice and Joe are addressed, once each, and nobody else. Where Alice wants replies to go to Carol, they may; where the sender does not say who he is, he gets none.",
        Seats = [Bill.As(Seat.ListRecipient)],
        Variants =
        [
            new Variant("serial",
            [
                List.Sends(Copy, to: Bill),
                Bill.Answers(200, List).Proves("U5365-8-01"),
                Bill.RepliesToAll(Copy, Text, "serial", List),
                AnyOrder(
                    Bill.Sends(Text, to: Alice).Proves("U5365-1-04", "U5365-8-03"),
                    Bill.Sends(Text, to: Joe).Proves("U5365-1-04", "U5365-8-03")),
                Never(Bill.Sends(Text, to: Alice)).Proves("U5365-2-06"),
                Never(Bill.Sends(Text, to: Joe)).Proves("U5365-2-06"),
            ]),
            new Variant("service",
            [
                List.Sends(Copy, to: Bill),
                Bill.Answers(200, List).Proves("U5365-8-01"),
                Bill.RepliesToAll(Copy, ToList, "service", List),
                Bill.Sends(ToList, to: List).Proves("U5365-1-04", "U5365-8-03", "C5364-3-05"),
                List.Answers(202, Bill),
                Never(Bill.Sends(ToList, to: Joe)).Proves("U5365-2-06"),
            ]),
            new Variant("replies-elsewhere",
            [
                List.Sends(Elsewhere, to: Bill),
                Bill.Answers(200, List).Proves("U5365-8-01"),
                Bill.RepliesToAll(Elsewhere, Text, "serial", List),
                AnyOrder(
                    OneOf(Bill.Sends(Text, to: Carol), Bill.Sends(Text, to: Alice)).Proves("U5365-1-04", "U5365-8-03").Resting("A-58"),
                    Bill.Sends(Text, to: Joe).Proves("U5365-1-04", "U5365-8-03")),
                Never(Bill.Sends(Text, to: Joe)).Proves("U5365-2-06"),
            ]),
            new Variant("anonymous-sender",
            [
                List.Sends(Unsigned, to: Bill),
                Bill.Answers(200, List).Proves("U5365-8-01"),
                Bill.RepliesToAll(Unsigned, Text, "serial", List),
                Bill.Sends(Text, to: Joe).Proves("U5365-1-04", "U5365-8-03"),
                Never(Bill.Sends(Text, to: Alice)).Proves("U5365-8-03"),
                Never(Bill.Sends(Text, to: Joe)).Proves("U5365-2-06"),
            ]),
            new Variant("anonymous-sender-by-service",
            [
                List.Sends(Unsigned, to: Bill),
                Bill.Answers(200, List).Proves("U5365-8-01"),
                Bill.RepliesToAll(Unsigned, ToJoe, "service", List),
                Bill.Sends(ToJoe, to: List).Proves("U5365-1-04", "U5365-8-03"),
                List.Answers(202, Bill),
            ]),
            new Variant("sender-listed-too",
            [
                List.Sends(WithSender, to: Bill),
                Bill.Answers(200, List).Proves("U5365-8-01"),
                Bill.RepliesToAll(WithSender, Text, "serial", List),
                AnyOrder(
                    Bill.Sends(Text, to: Alice).Proves("U5365-1-04", "U5365-8-03"),
                    Bill.Sends(Text, to: Joe).Proves("U5365-1-04", "U5365-8-03")),
                Perhaps(Bill.Sends(Text, to: Alice)),
            ]),
            new Variant("seven", ToMany(Crowd.Of(6), "serial")),
            new Variant("hundred", ToMany(Crowd.Of(99), "service")) { OnlyTransports = [Stack.TransportKind.Tcp] },
            new Variant("own-entry-spelt-otherwise",
            [
                List.Sends(Escaped, to: Bill),
                Bill.Answers(200, List).Proves("U5365-8-01"),
                Bill.RepliesToAll(Escaped, Text, "serial", List),
                Bill.Sends(Text, to: Alice).Proves("U5365-1-04", "C5364-3-05"),
                Bill.Sends(Text, to: Joe).Proves("U5365-1-04"),
            ]),
            new Variant("twice",
            [
                List.Sends(ToTwo, to: Bill),
                Bill.Answers(200, List).Proves("U5365-8-01"),
                Bill.RepliesToAll(ToTwo, Text, "serial", List),
                Bill.Sends(Text, to: Alice).Proves("U5365-1-04"),

                Bill.RepliesToAll(ToTwo, Again, "serial", List),
                Quiet(2),
                Alice.Answers(200, Bill),
                Bill.Sends(Again, to: Alice).Proves("I3428-8-03"),
            ]),
        ],
    };

    private static Step[] ToMany(IReadOnlyList<Party> others, string shape)
    {
        var copy = new ListMessage("M", [Bill.To(), .. others.Select(p => p.To())]).Copy().WrittenBy(Alice);
        var text = new Im("R");
        var list = new ListMessage("R", [Alice.To(), .. others.Select(p => p.To())]);
        Template reply = shape == "service" ? list : text;
        return
        [
            List.Sends(copy, to: Bill),
            Bill.Answers(200, List).Proves("U5365-8-01"),
            Bill.RepliesToAll(copy, reply, shape, List),
            .. shape == "service"
                ? [Bill.Sends(list, to: List).Proves("U5365-1-04", "U5365-8-03"), List.Answers(202, Bill)]
                : (Step[])[Each([Alice, .. others], r => Bill.Sends(text, to: r).Proves("U5365-1-04", "U5365-8-03"))],
        ];
    }
}
