using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Entries without a role.</summary>
public static class ListMessageDefaultRole
{
    /// <summary>list-message-default-role.</summary>
    public static Scenario Scenario { get; } = new("list-message-default-role")
    {
        Suite = Suite.UriList,
        Title = "Whoever is listed without a role gets a blind copy",
        Story = "Joe's entry says nothing about his role. He gets the message, and no history shows him: without a role he counts as blind. So does everybody whose role is written outside the namespace of RFC 5364.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("beside-to", new ListMessage("M", Bill.To(), Joe.WithoutRole())),
                ("hidden", new ListMessage("M", Bill.To(), Joe.WithoutRole().Anonymous())),
                ("all", new ListMessage("M", Bill.WithoutRole(), Joe.WithoutRole())),
            ],
            message => ListFlow.FanOut(message, "C5364-4-03", "C5364-4-24")).Concat(Vary.Over(
            [
                ("unqualified", Misplaced(list => list.Replace(" cp:copyControl", " copyControl", StringComparison.Ordinal))),
                ("other-namespace", Misplaced(list => list.Replace("urn:ietf:params:xml:ns:copycontrol", "urn:example:copycontrol", StringComparison.Ordinal))),
            ],
            message => ListFlow.ServedOrRefused(message, "A-46", "C5364-4-24"))).ToArray(),
    };

    /// <summary>What looks like a role is none of RFC 5364: it says nothing.</summary>
    private static ListMessage Misplaced(Func<string, string> rewrite) => new ListMessage("M", Bill.To(), Joe.To()) { Rewrite = rewrite }.AsProvocation("no role of the namespace");
}
