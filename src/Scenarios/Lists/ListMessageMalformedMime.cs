using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using Conformance.Wire.Sip;
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
        Story = "Alice's multipart has no boundary parameter, or no part that says it is the list, or its parts have no end, or end in the middle of the list for whoever believes Content-Length. The service refuses it, and neither Bill nor Joe gets anything. "
            + "Where only the last delimiter is missing, or a part inside ends too early for the whole, it may read what is there.",
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
            new Variant("length-too-short", Refused((Plain with { Spoil = UpToTheFirstEntry }).AsProvocation("Content-Length ends in the list"))),
            new Variant("no-end", ListFlow.ServedOrRefused(
                Plain.Arranged("no last delimiter", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [.. payload, .. lists]).AsMemory()[..^(boundary.Length + 6)])) with { OnPurpose = true },
                "A-09")),
            new Variant("boundary-used-twice", ServedOrRefusedAsRead(Plain.Arranged("a part with the same boundary", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [Within(payload, boundary), .. lists]))) with { OnPurpose = true })),
        ],
    };

    /// <summary>Says by Content-Length that the body ends behind the first entry of its list; what follows is no message (RFC 3261 18.3).</summary>
    private static byte[] UpToTheFirstEntry(SipMessage message) =>
        message.Edit().Set("Content-Length", FormattableString.Invariant($"{message.Body.Span.IndexOf("/>"u8) + 2}")).ToBytes();

    /// <summary>A multipart inside that ends where the one around it seems to end (RFC 2046 5.1.2 wants another boundary): the list comes after its last delimiter.</summary>
    private static BodyPart Within(IReadOnlyList<BodyPart> payload, string boundary) => new([$"Content-Type: {Multipart.Mixed(boundary)}"], Multipart.Write(boundary, payload));

    /// <summary>Whether there is a list in it depends on who reads it. Whoever finds none refuses, and then nobody gets anything; whoever finds one sends each no more than one copy.</summary>
    private static IReadOnlyList<Step> ServedOrRefusedAsRead(ListMessage message) =>
    [
        Alice.Sends(message, to: List),
        OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "A-09" },
        .. message.Everybody.Select(r => Never(List.Sends(message.Copy(), to: r).IfRefused(message)).Proves("I3261-8.2-01", "F5363-4.1-02")),
    ];

    private static IReadOnlyList<Step> Refused(ListMessage message) =>
    [
        Alice.Sends(message, to: List),
        List.Answers(Codes.Refusal, Alice).Proves("I3261-8.2-01", "U5365-7.1-01").Undecided("A-09"),
        .. message.Everybody.Select(r => Never(List.Sends(message.Copy(), to: r)).Proves("I3261-8.2-01", "F5363-4.1-02")),
    ];
}
