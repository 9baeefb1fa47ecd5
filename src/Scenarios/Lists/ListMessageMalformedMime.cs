using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Bodies that cannot be taken apart.</summary>
public static class ListMessageMalformedMime
{
    private static readonly ListMessage Plain = new("M", Bill.To(), Joe.Bcc());

    /// <summary>list-message-malformed-mime.</summary>
    public static Scenario Scenario { get; } = new("list-message-malformed-mime")
    {
        Suite = Suite.UriList,
        Title = "A body that cannot be taken apart is served to nobody",
        Story = "Alice's multipart has no boundary parameter, or no part that says it is the list, or its parts have no end. The service refuses it, and neither Bill nor Joe gets anything. "
            + "Where only the last delimiter is missing it may read what is there.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            .. Vary.Over<Arrangement>(
                [
                    ("no-boundary", (payload, lists, boundary) => ("multipart/mixed", Multipart.Write(boundary, [.. payload, .. lists]))),
                    ("other-boundary", (payload, lists, boundary) => (Multipart.Mixed("not" + boundary), Multipart.Write(boundary, [.. payload, .. lists]))),
                    ("unlabelled-list", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [.. payload, .. lists.Select(l => l with { Headers = [l.Headers[0]] })]))),
                ],
                how => Refused(Plain.Arranged("broken", how) with { OnPurpose = true })),
            new Variant("no-end", ListFlow.ServedOrRefused(
                Plain.Arranged("no last delimiter", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [.. payload, .. lists]).AsMemory()[..^(boundary.Length + 6)])) with { OnPurpose = true },
                "A-09")),
        ],
    };

    private static IReadOnlyList<Step> Refused(ListMessage message) =>
    [
        Alice.Sends(message, to: List),
        List.Answers(Codes.Refusal, Alice).Proves("I3261-8.2-01", "U5365-7.1-01").Undecided("A-09"),
        .. message.Everybody.Select(r => Never(List.Sends(message.Copy(), to: r)).Proves("I3261-8.2-01", "F5363-4.1-02")),
    ];
}
