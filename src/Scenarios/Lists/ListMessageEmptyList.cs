using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Nobody to send to.</summary>
public static class ListMessageEmptyList
{
    private static readonly ListMessage Plain = new("M", Bill.To());

    /// <summary>list-message-empty-list.</summary>
    public static Scenario Scenario { get; } = new("list-message-empty-list")
    {
        Suite = Suite.UriList,
        Title = "A list of nobody reaches nobody",
        Story = "Alice's list is empty, or everything on it is a name, a comment, or a URI that is none of SIP. The service may accept that or refuse it. Bill's URI, which stands there in a "
            + "comment, is nobody's entry: nothing is sent to him or to anyone.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants = Vary.Over<Func<string, string>>(
            [
                ("empty-root", list => Inside(list, "resource-lists", _ => "")),
                ("empty-list", list => Inside(list, "list", _ => "")),
                ("name-alone", list => Inside(list, "list", _ => "<display-name>Friends</display-name>")),
                ("comment", list => Inside(list, "list", entries => $"<!-- {entries.Trim()} -->")),
                ("other-schemes", list => Inside(list, "list", _ => "<entry uri=\"mailto:bill@192.0.2.9\"/><entry uri=\"http://192.0.2.9/bill\"/>")),
            ],
            rewrite => Nobody(Plain.AsProvocation("nobody") with { Rewrite = rewrite })),
    };

    private static Step[] Nobody(ListMessage message) =>
    [
        Never(List.Sends(message.Copy(), to: Alice)).Proves("U5365-7.1-01"),
        Alice.Sends(message, to: List),
        OneOf(List.Answers(202, Alice), List.Answers(Codes.Refused, Alice), List.Answers(Codes.ServerFailure, Alice).Noted()) with { Reading = "A-08" },
        Never(List.Sends(message.Copy(), to: Bill)).Proves("U5365-7-01", "U5365-7.1-01"),
    ];

    /// <summary>Replaces what stands inside the first element of that name.</summary>
    private static string Inside(string list, string element, Func<string, string> content)
    {
        var start = list.IndexOf('>', list.IndexOf($"<{element}", StringComparison.Ordinal)) + 1;
        var end = list.LastIndexOf($"</{element}>", StringComparison.Ordinal);
        return list[..start] + content(list[start..end]) + list[end..];
    }
}
