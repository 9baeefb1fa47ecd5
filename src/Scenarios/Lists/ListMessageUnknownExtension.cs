using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Refusals before any copy.</summary>
public static class ListMessageUnknownExtension
{
    private static readonly ListMessage Unknown = (Message() with { ListType = "application/x-people" }).AsProvocation("an unknown format");

    /// <summary>list-message-unknown-extension.</summary>
    public static Scenario UnknownExtension { get; } = new("list-message-unknown-extension")
    {
        Suite = Suite.UriList,
        Title = "An option tag that the service does not know is refused with 420",
        Story = "Alice's message requires an extension that nobody has, beside the one for lists. The service refuses with 420, and nobody gets anything.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            new Variant("", ListFlow.Refused(Message().WithHeaders(("Require", "recipient-list-message, x-unknown")).Called("an unknown tag"), with: 420, "I3261-8.2.2.3-01")),
            new Variant("in-a-second-line", ListFlow.Refused(Message().WithHeaders(("Require", "recipient-list-message"), ("Require", "x-unknown")).Called("an unknown tag in a second line"), with: 420, "I3261-8.2.2.3-01")),
            new Variant("of-proxies", ListFlow.ServedOrRefused(Message().WithHeaders(("Proxy-Require", "x-unknown")).Called("an unknown tag for proxies"), "A-32")),
        ],
    };

    /// <summary>list-message-unsupported-media.</summary>
    public static Scenario UnsupportedMedia { get; } = new("list-message-unsupported-media")
    {
        Suite = Suite.UriList,
        Title = "A list in an unknown format is refused with 415",
        Story = "Alice's list is written in a format that the service does not know. The service cannot tell whom to send to: it refuses with 415 and says what it takes.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            new Variant("", ListFlow.Refused(Unknown, with: 415, "I3261-8.2.3-01", "U5365-4-05")),
            new Variant("optional", ListFlow.Refused(
                Unknown.Arranged("an unknown format, optional", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [.. payload, .. lists.Select(l => l with { Headers = [l.Headers[0], l.Headers[1] + "; handling=optional"] })]))),
                with: Codes.Refusal,
                "I3261-8.2-01")),
            new Variant("content-coding", ListFlow.Refused(Message().WithHeaders(("Content-Encoding", "x-none")).AsProvocation("an unknown coding"), with: 415, "I3261-8.2.3-01")),
        ],
    };

    private static ListMessage Message() => new("M", Bill.To(), Joe.Bcc());
}
