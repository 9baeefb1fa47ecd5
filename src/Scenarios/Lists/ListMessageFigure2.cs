using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Oracle;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>The list of figure 2 of RFC 5365.</summary>
public static class ListMessageFigure2
{
    private static readonly ListMessage Plain = new(
        "M", Bill.To(), Randy.To().Anonymous(), Eddy.To().Anonymous(), Joe.Cc(), Carol.Cc().Anonymous(), Ted.Bcc(), Andy.Bcc());

    private static readonly ListMessage OtherPrefixes = Plain.Called("other prefixes") with { Style = new() { Prefix = "rl", CopyControlPrefix = "x" } };
    private static readonly ListMessage OnOneLine = Plain.Called("on one line") with { Style = new() { CopyControlPrefix = "cc", Lines = false, Declaration = false } };

    /// <summary>list-message-figure-2.</summary>
    public static Scenario Scenario { get; } = new("list-message-figure-2")
    {
        Suite = Suite.UriList,
        Title = "Open, hidden and blind recipients: seven copies, one history",
        Story = "Alice writes to Bill, copies Joe, hides Randy, Eddy and Carol from the others, and tells nobody about Ted and Andy. All seven get her text. The history "
            + "in each copy shows Bill and Joe under their URIs and the hidden three as anonymous, counted for each level; of Ted and Andy there is no trace. The same "
            + "list means the same when it is written with other prefixes.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new Variant("", SevenCopies(Plain)),
            new Variant("other-prefixes", [.. SevenCopies(Plain with { }), .. SevenCopies(OtherPrefixes)]),
            new Variant("on-one-line", SevenCopies(OnOneLine)),
            new Variant("strip", [List.TreatsBlind(BccMode.Strip), .. SevenCopies(Plain.InMode(BccMode.Strip))]),
            new Variant("self", [List.TreatsBlind(BccMode.Self), .. SevenCopies(Plain.InMode(BccMode.Self))]),
        ],
    };

    private static Step[] SevenCopies(ListMessage message) =>
    [
        Never(List.Sends(message.Copy(), to: Alice)).Proves("U5365-7.1-01"),
        Alice.Sends(message, to: List),
        List.Answers(202, Alice).Proves("U5365-7-01", "U5365-4-03"),
        List.Sends(message.Copy(), to: Bill).Proves("U5365-1-02", "U5365-3-03", "U5365-3-06"),
        List.Sends(message.Copy(), to: Randy).Proves("C5364-4-13"),
        List.Sends(message.Copy(), to: Eddy).Proves("C5364-4-13"),
        List.Sends(message.Copy(), to: Joe).Proves("U5365-1-02"),
        List.Sends(message.Copy(), to: Carol).Proves("C5364-4-13"),
        List.Sends(message.Copy(), to: Ted).Proves("C5364-4-24", "C5364-6-05"),
        List.Sends(message.Copy(), to: Andy).Proves("C5364-4-24", "C5364-6-05", "U5365-7-03"),
    ];
}
