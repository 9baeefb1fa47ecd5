using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Hidden from oneself.</summary>
public static class ListMessageAnonymousSelfView
{
    private static readonly ListMessage Message = new("M", Bill.To(), Randy.To().Anonymous());
    private static readonly ListCopy Copy = Message.Copy().WrittenBy(Alice);
    private static readonly Im Reply = new("R");

    /// <summary>list-message-anonymous-self-view.</summary>
    public static Scenario Scenario { get; } = new("list-message-anonymous-self-view")
    {
        Suite = Suite.UriList,
        Title = "The copy of a hidden recipient hides him as well, and he does not answer all",
        Story = "Alice writes to Bill and hides Randy. Randy's own copy names Bill and one undisclosed recipient: his URI stands in its Request-URI and To alone. He cannot tell from it that the "
            + "others do not know of him by accident, so when he tries to answer all, Bill hears nothing.",
        Seats = [List.As(Seat.ListService), Randy.As(Seat.ListRecipient)],
        Flow =
        [
            Alice.Sends(Message, to: List),
            List.Answers(202, Alice),
            Each([Bill, Randy], r => List.Sends(Copy, to: r).Proves("C5364-4-13", "U5365-1-02")),
            Randy.Answers(Codes.Success, List).AtOnce(),
            Never(Randy.Sends(Reply, to: Bill)).Proves("C5364-4-08", "C5364-8-05"),
            Perhaps(Randy.Sends(Reply, to: Alice)),
            Randy.RepliesToAll(Copy, Reply, "serial", List),
        ],
    };
}
