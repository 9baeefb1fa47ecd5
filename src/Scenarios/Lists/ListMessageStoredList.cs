using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Lists that the service keeps.</summary>
public static class ListMessageStoredList
{
    private static readonly Im Intruder = new Im("X").Proving(Proof.None);
    private static readonly Im Welcome = new("M1");

    /// <summary>list-message-stored-list.</summary>
    public static Scenario Scenario { get; } = new("list-message-stored-list")
    {
        Suite = Suite.UriList,
        Title = "A stored list is guarded like one in a request",
        Story = "The service keeps a list of Bill and Joe. Mallory writes to it without proof of identity: he is challenged, and nobody gets anything. Alice writes to it with proof, "
            + "and both members get her message.",
        Seats = [List.As(Seat.ListService)],
        Fence = "F-OPT",
        Flow =
        [
            List.KeepsList(Bill, Joe),
            Mallory.Sends(Intruder, to: List),
            List.Answers(Codes.Refusal, Mallory).Proves("F5363-5.2-04", "U5365-7.3-04"),
            Never(List.Sends(new MemberCopy(Intruder, Bill), to: Bill)).Proves("F5363-5.2-04", "U5365-7.3-04"),
            Never(List.Sends(new MemberCopy(Intruder, Joe), to: Joe)).Proves("F5363-5.2-04", "U5365-7.3-04"),

            Alice.Sends(Welcome, to: List),
            List.Answers(202, Alice).Proves("U5365-7.3-04"),
            List.Sends(new MemberCopy(Welcome, Bill), to: Bill).Proves("U5365-7.3-04"),
            List.Sends(new MemberCopy(Welcome, Joe), to: Joe).Proves("U5365-7.3-04"),
        ],
    };
}
