using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>One MESSAGE at a time towards one URI (RFC 3428 8).</summary>
public static class ListMessagePerUriSerialisation
{
    private static readonly ListMessage First = new("M1", Bill.To());
    private static readonly ListMessage Second = new("M2", Bill.To());
    private static readonly ListCopy FirstCopy = First.Copy();
    private static readonly Step BillAnswersAtLast = Bill.Answers(200, List, of: FirstCopy);

    /// <summary>list-message-per-uri-serialisation.</summary>
    public static Scenario Scenario { get; } = new("list-message-per-uri-serialisation")
    {
        Suite = Suite.UriList,
        Title = "No second MESSAGE goes to a URI while one is pending there",
        Story = "Alice writes to Bill, and Bill takes his time to answer. Meanwhile Eddy writes to Bill through the same service. The service accepts at once but "
            + "lets Bill have the second message only when he has answered the first.",
        Seats = [List.As(Seat.ListService)],
        Variants = [new Variant("", BillAnswers()), new Variant("never-answers", BillDoesNot()) { OnlyTransports = [Stack.TransportKind.Tcp] }],
    };

    private static Step[] BillAnswers() =>
    [
        Alice.Sends(First, to: List),
        List.Answers(202, Alice),
        List.Sends(FirstCopy, to: Bill),

        Never(List.Sends(Second.Copy(), to: Bill)).UpTo(BillAnswersAtLast).Proves("I3428-8-03"),
        Eddy.Sends(Second, to: List),
        List.Answers(202, Eddy),
        Quiet(4),
        BillAnswersAtLast,

        List.Sends(Second.Copy(), to: Bill).Proves("U5365-7-03"),
    ];

    /// <summary>The first request ends without an answer, 64*T1 after it was sent (RFC 3261 17.1.2.2, timer F); only then is it the turn of the second.</summary>
    private static Step[] BillDoesNot()
    {
        ListMessage first = new("M1", Bill.To());
        ListMessage second = new("M2", Bill.To());
        return
        [
            Alice.Sends(first, to: List),
            List.Answers(202, Alice),
            List.Sends(first.Copy(), to: Bill).AnsweredBy(Codes.None),
            Alice.Sends(second, to: List),
            List.Answers(202, Alice),
            List.Sends(second.Copy(), to: Bill).AfterTransactionTimeout().Proves("I3428-8-03", "U5365-7-03"),
        ];
    }
}
