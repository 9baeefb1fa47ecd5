using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A message to a group, and the answer to all who can be seen.</summary>
public static class ReplyToAllRoundTrip
{
    private static readonly ListMessage Message = new("M", Bill.To(), Joe.Cc(), Randy.To().Anonymous(), Ted.Bcc());
    private static readonly ListCopy ForBill = Message.Copy().WrittenBy(Alice);

    /// <summary>reply-to-all-round-trip.</summary>
    public static Scenario Scenario { get; } = new("reply-to-all-round-trip")
    {
        Suite = Suite.UriList,
        Title = "A group message, and its answer to everybody who can be seen, both by the service",
        Story = "Alice writes to Bill, copies Joe, hides Randy and copies Ted blind. Bill answers all by the same service: his list names Alice and Joe, whom he can see. Both get his words, with a history of the two "
            + "and From as he wrote it; whom he copies blind gets them as well, and nobody hears of that. Randy and Ted, of whom Bill does not know, hear nothing of the answer.",
        Seats = [Alice.As(Seat.ListClient), List.As(Seat.ListService), Bill.As(Seat.ListRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new Variant("", Answered(new("R", Alice.To(), Joe.To()))),
            // Whom Bill copies blind is his own choice, which no control action of a reply says: the service alone has something to do with it.
            new Variant("copied-blind", Answered(new("R", Alice.To(), Joe.To(), Carol.Bcc()))) { OnlySeats = [Seat.ListService] },
        ],
    };

    private static Step[] Answered(ListMessage reply)
    {
        var answer = reply.Copy().WrittenBy(Bill);
        return
        [
            Alice.IsAskedToSend(Message, via: List),
            Alice.Sends(Message, to: List).Proves("U5365-1-01"),
            List.Answers(202, Alice),
            Never(Alice.Sends(Message, to: List)).Proves("U5365-1-01"),
            List.Sends(ForBill, to: Bill).Proves("U5365-1-02"),
            Each([Joe, Randy, Ted], r => List.Sends(Message.Copy().WrittenBy(Alice), to: r).Proves("U5365-1-02", "C5364-4-13", "C5364-4-24")),
            Bill.Answers(200, List, of: ForBill).AtOnce().Proves("U5365-8-01"),

            Never(List.Sends(answer, to: Randy)).Proves("U5365-7.1-01"),
            Never(List.Sends(answer, to: Ted)).Proves("U5365-7.1-01"),
            Bill.RepliesToAll(ForBill, reply, "service", List),
            Bill.Sends(reply, to: List).Proves("U5365-1-04", "U5365-8-03"),
            List.Answers(202, Bill),
            Each(reply.Everybody, r => List.Sends(answer, to: r).Proves("U5365-1-02", "C5364-4-24")),
        ];
    }
}
