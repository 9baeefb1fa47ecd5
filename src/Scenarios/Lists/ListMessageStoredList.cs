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
    private static readonly ListMessage Both = new ListMessage("M2", Carol.Cc(), Joe.To()).ToStoredListOf(Bill, Joe).AsProvocation("lists one who is kept too");

    /// <summary>list-message-stored-list.</summary>
    public static Scenario Scenario { get; } = new("list-message-stored-list")
    {
        Suite = Suite.UriList,
        Title = "A stored list is guarded like one in a request",
        Story = "The service keeps a list of Bill and Joe. Mallory writes to it without proof of identity: he is challenged, and nobody gets anything. Alice writes to it with proof, "
            + "and both members get her message. What she sends there with a list of her own goes to all of them, to each once.",
        Seats = [List.As(Seat.ListService)],
        Fence = "F-OPT",
        Variants = [new Variant("", Guarded()), new Variant("with-a-list-of-her-own", Together())],
    };

    private static Step[] Guarded() =>
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
    ];

    /// <summary>Whoever is kept or listed is served, and whoever is both is served once (RFC 5363 4.1). That a service takes no lists beside those it keeps is a refusal of the whole.</summary>
    private static Step[] Together() =>
    [
        List.KeepsList(Bill, Joe),
        Alice.Sends(Both, to: List),
        OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "A-62" },
        Each([Bill, Joe, Carol], r => List.Sends(Both.Copy(), to: r).IfAccepted(Both).Proves("U5365-7.3-04")),
        .. new[] { Bill, Joe, Carol }.Select(r => Never(List.Sends(Both.Copy(), to: r)).Proves("F5363-4.1-06", "U5365-7.1-02")),
    ];
}
