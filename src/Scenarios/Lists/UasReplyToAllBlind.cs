using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Blind and hidden recipients do not give themselves away.</summary>
public static class UasReplyToAllBlind
{
    private static readonly Im Reply = new("R");

    /// <summary>uas-reply-to-all-blind.</summary>
    public static Scenario Scenario { get; } = new("uas-reply-to-all-blind")
    {
        Suite = Suite.UriList,
        Title = "A blind or hidden recipient cannot reply to all",
        Story = "Ted got a blind copy: he is not in the history, or only for himself. When he tries to answer everybody, Bill and Joe hear nothing of it; at most Alice does, who knows "
            + "about him.",
        Seats = [Ted.As(Seat.ListRecipient)],
        Variants =
        [
            new Variant("absent", Tries(Message(Bill.To(), Joe.Cc()), "C5364-4-08", "C5364-4-10", "C5364-8-05")),
            new Variant("own-entry-bcc", Tries(Message(Bill.To(), Joe.Cc(), Ted.Bcc()), "C5364-4-09", "C5364-4-10", "C5364-8-05")),
            new Variant("own-entry-without-role", Tries(Message(Bill.To(), Joe.Cc(), Ted.WithoutRole()), "C5364-4-04", "C5364-4-10")),
            new Variant("own-entry-bcc-and-escaped", Tries(Message(Bill.To(), Joe.Cc(), Ted.Bcc().Spelt(u => u.Replace("ted", "%74ed", StringComparison.Ordinal))), "C5364-4-09", "C5364-4-10", "C5364-8-05")),
            new Variant("hidden", Tries(Message(Bill.To(), Ted.To().Anonymous()), "C5364-4-08", "C5364-8-05")),
            new Variant("no-history", Tries(Message(), "C5364-4-08")),
        ],
    };

    private static ListCopy Message(params ListedParty[] history) => new ListMessage("M", Bill.To(), Joe.Cc(), Ted.Bcc()).Copy().WrittenBy(Alice).Showing(history);

    private static Step[] Tries(ListCopy copy, params string[] proves) =>
    [
        List.Sends(copy, to: Ted),
        Ted.Answers(Codes.Success, List),
        Never(Ted.Sends(Reply, to: Bill)).Proves(proves),
        Never(Ted.Sends(Reply, to: Joe)).Proves(proves),
        Perhaps(Ted.Sends(Reply, to: Alice)),
        Ted.RepliesToAll(copy, Reply, "serial", List),
    ];
}
