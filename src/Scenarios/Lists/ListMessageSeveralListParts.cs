using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Several lists in one message.</summary>
public static class ListMessageSeveralListParts
{
    private static readonly ListMessage Two = new ListMessage("M", Bill.To(), Joe.Cc()).AndListing(Joe.To(), Carol.Cc()).AsProvocation("two lists");

    private static readonly ListMessage Showing = new ListMessage("M", Bill.To()).WithListToLookAt(Mallory.To());

    /// <summary>list-message-several-list-parts.</summary>
    public static Scenario Scenario { get; } = new("list-message-several-list-parts")
    {
        Suite = Suite.UriList,
        Title = "Several lists in one message count as one",
        Story = "Alice's message has two recipient lists; Joe is on both, as a copy and as a main recipient. Everybody on either list gets one copy with one history, in which Joe "
            + "is a main recipient.",
        Seats = [List.As(Seat.ListService)],
        Flow = ListFlow.FanOut(Two, "F5363-4.1-05", "F5363-4.1-06", "U5365-7.1-02"),
    };

    /// <summary>list-message-list-to-look-at.</summary>
    public static Scenario ToLookAt { get; } = new("list-message-list-to-look-at")
    {
        Suite = Suite.UriList,
        Title = "A list that is part of the message is nobody's address",
        Story = "Alice's message has a recipient list naming Bill, and shows him another list of people, labelled as something to be read. Bill gets both the text and that "
            + "list. Mallory, who stands on the list to be read, gets nothing.",
        Seats = [List.As(Seat.ListService)],
        Flow =
        [
            .. ListFlow.FanOut(Showing, [Bill], "F5363-4.1-02"),
            Never(List.Sends(Showing.Copy(), to: Mallory)).Proves("F5363-4.1-02", "U5365-7.1-01"),
        ],
    };
}
