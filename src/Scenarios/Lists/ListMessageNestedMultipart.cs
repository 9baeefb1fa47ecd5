using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Bodies within bodies.</summary>
public static class ListMessageNestedMultipart
{
    private const string Inner = "inner";

    private static readonly ListMessage Plain = new("M", Bill.To(), Joe.Bcc());

    /// <summary>list-message-nested-multipart.</summary>
    public static Scenario Scenario { get; } = new("list-message-nested-multipart")
    {
        Suite = Suite.UriList,
        Title = "A body within the body is passed on as it is; a list inside it is not overlooked",
        Story = "Alice's text comes in two forms in a multipart/alternative beside the list: the copies have it untouched. Or the list itself stands in an inner multipart: the service finds it there, or "
            + "refuses the message. It does not say 202 and overlook the list.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants =
        [
            new Variant("alternative", ListFlow.FanOut(Plain.WithPayload($"multipart/alternative;boundary={Inner}", Alternatives), "U5365-7.3-11")),
            new Variant("signed-around", NotOverlooked(Plain.SealedForService(Sealing.Signature).AsProvocation("signed as a whole"))),
            .. Vary.Over<Arrangement>(
                [
                    ("inner-mixed", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [Within("mixed", payload, lists)]))),
                    ("text-beside-list-within", (payload, lists, boundary) => (Multipart.Mixed(boundary), Multipart.Write(boundary, [.. payload, Within("related", [], lists)]))),
                ],
                how => NotOverlooked(Plain.Arranged("list in an inner body", how) with { OnPurpose = true })),
        ],
    };

    /// <summary>Handled or refused; accepted and overlooked is wrong .</summary>
    private static IReadOnlyList<Step> NotOverlooked(ListMessage message) =>
    [
        Alice.Sends(message, to: List),
        OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "A-41" },
        Each(message.Everybody, r => List.Sends(message.Copy(), to: r).IfAccepted(message).Proves("U5365-7-03", "F5363-4.1-05")),
    ];

    private static BodyPart Within(string kind, IReadOnlyList<BodyPart> payload, IReadOnlyList<BodyPart> lists) =>
        new([$"Content-Type: multipart/{kind};boundary={Inner}"], Multipart.Write(Inner, [.. payload, .. lists]));

    private static ReadOnlyMemory<byte> Alternatives(string text) => Multipart.Write(
        Inner,
        [
            new(["Content-Type: text/plain; charset=utf-8"], Encoding.UTF8.GetBytes(text)),
            new(["Content-Type: text/html"], Encoding.UTF8.GetBytes($"<p>{text}</p>")),
        ]);
}
