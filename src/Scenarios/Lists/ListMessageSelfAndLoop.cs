using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Lists that lead back.</summary>
public static class ListMessageSelfAndLoop
{
    private static readonly ListMessage ToSender = new("M", Alice.To(), Bill.To());
    private static readonly ListMessage ToService = new ListMessage("M", List.Cc(), Bill.To()).AsProvocation("lists the service");
    private static readonly ListMessage ToServiceOtherwise = new ListMessage("M", List.Cc().Spelt(Escaped), Bill.To()).AsProvocation("lists the service in another spelling");
    private static readonly Im ToItself = new("M1");

    /// <summary>list-message-self-and-loop.</summary>
    public static Scenario Scenario { get; } = new("list-message-self-and-loop")
    {
        Suite = Suite.UriList,
        Title = "A list that leads back to its sender or to the service makes no endless traffic",
        Story = "Alice lists herself and gets a copy like anybody. She lists the service itself, or writes to a stored list that has itself as a member: the service sends no list on, so that "
            + "there is nothing to serve again, and Bill gets one copy. A request that has no hops left ends at the service, which may serve it all the same.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Udp, TransportKind.Tcp],
        Fence = "F-OPT",
        Variants =
        [
            new Variant("sender-listed",
            [
                Alice.Sends(ToSender, to: List),
                List.Answers(202, Alice).Proves("U5365-7-01"),
                Each([Alice, Bill], r => r == Alice
                    ? List.Sends(ToSender.Copy(), to: r).Proves("U5365-1-02", "U5365-3-03").Resting("A-50").Noted()
                    : List.Sends(ToSender.Copy(), to: r).Proves("U5365-1-02", "U5365-3-03")),
                Never(List.Sends(ToSender.Copy(), to: Alice)).Proves("U5365-3-03"),
                Never(List.Sends(ToSender.Copy(), to: Bill)).Proves("U5365-3-03"),
            ]),
            new Variant("service-listed", LeadsBack(ToService)),
            new Variant("service-listed-otherwise-spelt", LeadsBack(ToServiceOtherwise)),
            new Variant("stored-list-of-itself",
            [
                List.KeepsList(Bill, List),
                Alice.Sends(ToItself, to: List),
                OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "A-49" },
                List.Sends(new MemberCopy(ToItself, Bill), to: Bill).IfAccepted(ToItself).Proves("U5365-3-03"),
                Never(List.Sends(new MemberCopy(ToItself, Bill), to: Bill)).Proves("U5365-3-03"),
            ]),
            .. Vary.Over([("no-hops-left", "0"), ("one-hop-left", "1")], hops => Served(new ListMessage("M", Bill.To()).WithHeaders(("Max-Forwards", hops)))),
        ],
    };

    private static Step[] LeadsBack(ListMessage message) =>
    [
        Alice.Sends(message, to: List),
        OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "A-49" },
        List.Sends(message.Copy(), to: Bill).IfAccepted(message).Proves("U5365-3-03"),
        Never(List.Sends(message.Copy(), to: Bill)).Proves("U5365-3-03", "C5364-3-01"),
    ];

    /// <summary>The same URI with the first letter of its user part escaped (RFC 3261 19.1.4).</summary>
    private static string Escaped(string uri)
    {
        var user = uri.IndexOf(':', StringComparison.Ordinal) + 1;
        return FormattableString.Invariant($"{uri[..user]}%{(int)uri[user]:x2}{uri[(user + 1)..]}");
    }

    private static IReadOnlyList<Step> Served(ListMessage message) => ListFlow.ServedOrRefused(message, "A-49");
}
