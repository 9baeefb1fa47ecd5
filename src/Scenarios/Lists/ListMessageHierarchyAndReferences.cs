using Conformance.Harness.Evidence;
using Conformance.Stack;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>More than a flat list.</summary>
public static class ListMessageHierarchyAndReferences
{
    /// <summary>list-message-hierarchy-and-references.</summary>
    public static Scenario Scenario { get; } = new("list-message-hierarchy-and-references")
    {
        Suite = Suite.UriList,
        Title = "Whoever stands on the list itself is served, whatever else the list holds",
        Story = "Besides Bill, Alice's list refers to an entry and to a list that are kept elsewhere. The service may leave those out. It serves Bill, and fetches nothing from "
            + "anywhere.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Flow =
        [
            .. ListFlow.FanOut((new ListMessage("M", Bill.To()) with { RewriteInCase = WithReferences }).AsProvocation("references"), "U5365-7-06"),
        ],
    };

    /// <summary>The other list is said to be where the harness itself listens: a service that fetches it is seen to do so.</summary>
    private static string WithReferences(string list, CaseFacts facts) => list.Replace(
        "</list>",
        $"<entry-ref ref=\"resource-lists/users/alice/index/~~/entry\"/><external anchor=\"http://{facts.AddressOf(Bill).Address.Split('@')[1].Split(';')[0]}/{facts.AddressOf(Bill).User}\"/></list>",
        StringComparison.Ordinal);
}
