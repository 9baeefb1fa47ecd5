using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>The 202 promises an attempt and knows of no outcome.</summary>
public static class ListMessageOutcomesIndependent
{
    private static readonly ListMessage ToOne = new("M", Bill.To());
    private static readonly ListMessage ToThree = new("M", Bill.To(), Joe.Cc(), Carol.Bcc());

    /// <summary>list-message-outcomes-independent.</summary>
    public static Scenario Scenario { get; } = new("list-message-outcomes-independent")
    {
        Suite = Suite.UriList,
        Title = "The 202 does not depend on what becomes of the copies",
        Story = "Recipients refuse, fail, redirect, ask for proof, never answer or cannot be reached. Alice gets her 202 all the same and at once; everybody is tried, also after a failure; and nothing of what "
            + "the recipients answered reaches her.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            new Variant("silent", Tried(ToOne, (Bill, Codes.None))),
            new Variant("all-silent", Tried(ToThree, (Bill, Codes.None), (Joe, Codes.None), (Carol, Codes.None))) { OnlyTransports = [Stack.TransportKind.Tcp] },
            new Variant("connection-refused", Unreachable(Bill.AtClosedPort())),
            new Variant("all-fail", Tried(ToThree, (Bill, 404), (Joe, 486), (Carol, 603))),
            new Variant("first-fails", Tried(ToThree, (Bill, 503), (Joe, 200), (Carol, 200))),
            new Variant("redirected", Tried(ToThree, (Bill, 302), (Joe, 200), (Carol, 200))),
            new Variant("challenged", Challenged(ToThree)),
            new Variant("last-fails", Tried(ToThree, (Bill, 200), (Joe, 200), (Carol, 480))),
        ],
    };

    private static Step[] Tried(ListMessage message, params (Party Who, Codes Answer)[] recipients) =>
    [
        Never(List.Sends(message.Copy(), to: Alice)).Proves("U5365-2-02"),
        Alice.Sends(message, to: List),
        List.Answers(202, Alice).Proves("U5365-7-01", "U5365-7-02", "U5365-2-02", "U5365-9-01", "I3428-7-01", "I3428-7-04"),
        Each(recipients.Select(r => r.Who), who => List.Sends(message.Copy(), to: who).AnsweredBy(recipients.First(r => r.Who == who).Answer).Proves("U5365-7-03", "U5365-1-02") with { TransactionTimeouts = OneByOne(recipients) }),

        // What failed may be tried again; whether that is the same copy is a matter of the rules.
        .. recipients.Where(r => r.Answer != Codes.None && r.Answer.First >= 300).Select(r => Perhaps(List.Sends(message.Copy(), to: r.Who).AnsweredBy(r.Answer).Resting("A-53")).AnyNumberOfTimes()),
    ];

    /// <summary>A service may serve one after the other, and then waits for whoever does not answer (64*T1 each).</summary>
    private static int OneByOne((Party Who, Codes Answer)[] recipients) => Math.Min(recipients.Length - 1, recipients.Count(r => r.Answer == Codes.None));

    /// <summary>Nobody listens at Bill's port: the others are tried all the same.</summary>
    private static Step[] Unreachable(Party bill)
    {
        var message = new ListMessage("M", bill.To(), Joe.Cc(), Carol.Bcc());
        return
        [
            Never(List.Sends(message.Copy(), to: Alice)).Proves("U5365-2-02"),
            Alice.Sends(message, to: List),
            List.Answers(202, Alice).Proves("U5365-7-01", "U5365-7-02", "U5365-2-02"),
            Each([Joe, Carol], r => List.Sends(message.Copy(), to: r).AfterTransactionTimeout().Proves("U5365-7-03", "U5365-1-02")),
        ];
    }

    /// <summary>Bill and Joe ask the service to prove who it is. It may do so with an account of its own, or let it be; Alice is not asked for anything.</summary>
    private static Step[] Challenged(ListMessage message) =>
    [
        Never(List.Sends(message.Copy(), to: Alice)).Proves("U5365-2-02"),
        Perhaps(List.Sends(message.Copy(), to: Bill)),
        Perhaps(List.Sends(message.Copy(), to: Joe)),
        Alice.Sends(message, to: List),
        List.Answers(202, Alice).Proves("U5365-7-01", "U5365-7-02", "U5365-2-02"),
        List.Sends(message.Copy(), to: Bill).AnsweredBy(401).Proves("U5365-7-03", "U5365-1-02"),
        List.Sends(message.Copy(), to: Joe).AnsweredBy(407).Proves("U5365-7-03", "U5365-1-02"),
        List.Sends(message.Copy(), to: Carol).Proves("U5365-7-03", "U5365-1-02"),
    ];
}
