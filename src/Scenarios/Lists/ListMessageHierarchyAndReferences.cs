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
        Story = "Besides Bill, Alice's list refers to an entry and to a list that are kept elsewhere, or has another list inside. The service may leave those out. It serves Bill, and fetches nothing from "
            + "anywhere.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            new Variant("references", ListFlow.FanOut((new ListMessage("M", Bill.To()) with { RewriteInCase = WithReferences }).AsProvocation("references"), "U5365-7-06")),
            new Variant("several-lists", ListFlow.FanOut(Written("two lists", list => Around(list, Second(list), "</list><list>", "")), "U5365-7-06")),
            new Variant("nested", WithinOrNot(list => Around(list, Second(list), "<list>", "</list>"))),
            new Variant("nested-alone", NestedAlone()),
            new Variant("very-deep", MayBeTooDeep(list => Around(list, Second(list), string.Concat(Enumerable.Repeat("<list>", 100)), string.Concat(Enumerable.Repeat("</list>", 100))))),
            new Variant("deep", WithinOrNot(list => Around(list, Second(list), string.Concat(Enumerable.Repeat("<list>", 20)), string.Concat(Enumerable.Repeat("</list>", 20))))),
        ],
    };

    private static ListMessage Written(string variety, Func<string, string> rewrite) => new ListMessage("M", Bill.To(), Joe.To()) { Rewrite = rewrite }.AsProvocation(variety);

    /// <summary>Bill stands on the list and Joe on a list inside it, which the service may serve or leave out.</summary>
    private static Step[] WithinOrNot(Func<string, string> rewrite)
    {
        var message = Written("a list inside the list", rewrite) with { Unservable = [Joe] };
        return
        [
            Perhaps(List.Sends(message.Copy(), to: Joe)),
            Alice.Sends(message, to: List),
            List.Answers(202, Alice).Proves("U5365-7-06"),
            List.Sends(message.Copy(), to: Bill).Proves("U5365-7-06", "U5365-1-02"),
            Never(List.Sends(message.Copy(), to: Bill)).Proves("U5365-1-02"),
        ];
    }

    /// <summary>So deep that the service may refuse to read on.</summary>
    private static Step[] MayBeTooDeep(Func<string, string> rewrite)
    {
        var message = Written("a list far inside the list", rewrite) with { Unservable = [Joe] };
        return
        [
            Perhaps(List.Sends(message.Copy(), to: Joe)),
            Alice.Sends(message, to: List),
            OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)).Proves("U5365-7-06"),
            List.Sends(message.Copy(), to: Bill).IfAccepted(message).Proves("U5365-7-06", "U5365-1-02"),
            Never(List.Sends(message.Copy(), to: Bill)).Proves("U5365-1-02"),
        ];
    }

    /// <summary>Nobody stands on the list itself: whoever leaves inner lists out has nobody to send to .</summary>
    private static Step[] NestedAlone()
    {
        var message = Written("an inner list only", list => list.Replace("<list>", "<list><list>", StringComparison.Ordinal).Replace("</list>", "</list></list>", StringComparison.Ordinal)) with { Unservable = [Bill, Joe] };
        return
        [
            Perhaps(List.Sends(message.Copy(), to: Bill)),
            Perhaps(List.Sends(message.Copy(), to: Joe)),
            Never(List.Sends(message.Copy(), to: Alice)).Proves("U5365-7.1-01"),
            Alice.Sends(message, to: List),
            OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "A-08" },
        ];
    }

    private static string Second(string list) => list[list.LastIndexOf("<entry", StringComparison.Ordinal)..(list.LastIndexOf("/>", StringComparison.Ordinal) + 2)];

    private static string Around(string list, string entry, string before, string after) => list.Replace(entry, before + entry + after, StringComparison.Ordinal);

    /// <summary>The other list is said to be where the harness itself listens: a service that fetches it is seen to do so.</summary>
    private static string WithReferences(string list, CaseFacts facts) => list.Replace(
        "</list>",
        $"<entry-ref ref=\"resource-lists/users/alice/index/~~/entry\"/><external anchor=\"http://{facts.AddressOf(Bill).Address.Split('@')[1].Split(';')[0]}/{facts.AddressOf(Bill).User}\"/></list>",
        StringComparison.Ordinal);
}
