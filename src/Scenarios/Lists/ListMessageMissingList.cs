using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>The option tag without a list.</summary>
public static class ListMessageMissingList
{
    private static readonly ListMessage Plain = new("M", Bill.To());

    /// <summary>list-message-missing-list.</summary>
    public static Scenario Scenario { get; } = new("list-message-missing-list")
    {
        Suite = Suite.UriList,
        Title = "A message to the service that names no recipients is refused",
        Story = "Alice's message requires list service and has no list: a text alone, a list that is only there to be read, no body, or a multipart with no parts. The service has nobody to send it to "
            + "and says so.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Udp, TransportKind.Tcp],
        Variants = Vary.Over<Arrangement>(
            [
                ("text-alone", (payload, _, _) => (payload[0].Headers[0]["Content-Type: ".Length..], payload[0].Content)),
                ("to-look-at", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [.. payload, .. lists.Select(ToLookAt)]))),
                ("no-body", (_, _, _) => ("text/plain", default)),
                ("no-parts", (_, _, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, []))),
            ],
            how => Refused(Plain.Arranged("no list", how) with { OnPurpose = true })),
    };

    private static BodyPart ToLookAt(BodyPart list) => list with { Headers = ["Content-Type: application/resource-lists+xml", "Content-Disposition: render"] };

    private static Step[] Refused(ListMessage message) =>
    [
        Alice.Sends(message, to: List),
        List.Answers(Codes.Refusal, Alice).Proves("U5365-7.1-01", "I3261-8.2-01").Undecided("A-11"),
        Never(List.Sends(message.Copy(), to: Bill)).Proves("F5363-4.1-02", "I3261-8.2-01"),
    ];
}
