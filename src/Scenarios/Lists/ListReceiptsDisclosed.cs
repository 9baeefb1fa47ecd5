using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Receipts for a list that the sender wrote himself.</summary>
public static class ListReceiptsDisclosed
{
    private static readonly Im Both = new Im("M1").Asking(Im.Positive, Im.Negative);
    private static readonly Im Failures = new Im("M1").Asking(Im.Negative);
    private static readonly Im Successes = new Im("M1").Asking(Im.Positive);

    /// <summary>list-receipts-disclosed.</summary>
    public static Scenario Scenario { get; } = new("list-receipts-disclosed")
    {
        Suite = Suite.UriList,
        Title = "The service reports failed copies one by one, and no success",
        Story = "Alice asks for delivery receipts and writes to Bill, Joe, Carol and Ted. Joe's and Ted's copies are refused. The service, which has answered 202, tells Alice of "
            + "each in a receipt that names him. Bill and Carol report for themselves; of their copies the service says nothing.",
        Seats = [Alice.As(Seat.ListClient), List.As(Seat.ListService)],
        Variants =
        [
            new Variant("both-kinds", Reported(Both)),
            new Variant("failures-only", Reported(Failures)),
            new Variant("successes-only", NothingReported(Successes)) { OnlySeats = [Seat.ListService] },
            new Variant("other-failures", Failing((Bill.To(), 503), (Joe.Cc().Anonymous(), 600), (Ted.Bcc(), 606))) { OnlySeats = [Seat.ListService] },
            new Variant("all-of-twenty", Failing([.. Crowd.Of(20).Select(p => (p.To(), 404))])) { OnlySeats = [Seat.ListService], OnlyTransports = [Stack.TransportKind.Tcp] },
            new Variant("timeout", TimedOut(Both)) { OnlySeats = [Seat.ListService] },
        ],
    };

    private static Step[] Reported(Im im)
    {
        var message = new ListMessage("M", Bill.To(), Joe.To(), Carol.Cc(), Ted.Bcc()).Carrying(im);
        return
        [
            Alice.IsAskedToSend(message, via: List),
            Alice.Sends(message, to: List).Proves("RX-6.1.1-01"),
            List.Answers(202, Alice).Proves("U5365-7-01"),
            List.Sends(message.Copy(), to: Bill).Proves("RX-6.2-01"),
            List.Sends(message.Copy(), to: Joe).AnsweredBy(404).Proves("RX-6.2-01"),
            List.Sends(message.Copy(), to: Carol).Proves("RX-6.2-01"),
            List.Sends(message.Copy(), to: Ted).AnsweredBy(603).Proves("RX-6.2-01"),

            List.Sends(Receipt.Failed(im, 404).For(Joe), to: Alice).Proves("RX-6.2-02"),
            List.Sends(Receipt.Failed(im, 603).For(Ted), to: Alice).Proves("RX-6.2-02"),
            Never(List.Sends(Receipt.Delivered(im), to: Alice)).Proves("RX-6.2-03"),
            Never(List.Sends(Receipt.Failed(im), to: Alice)).Proves("RX-6.2-02"),
        ];
    }

    private static Step[] NothingReported(Im im)
    {
        var message = new ListMessage("M", Bill.To(), Joe.To()).Carrying(im);
        return
        [
            Alice.Sends(message, to: List),
            List.Answers(202, Alice),
            List.Sends(message.Copy(), to: Bill),
            List.Sends(message.Copy(), to: Joe).AnsweredBy(480),
            Never(List.Sends(Receipt.Any(im), to: Alice)).Proves("RX-6.2-03"),
        ];
    }

    private static Step[] TimedOut(Im im)
    {
        var message = new ListMessage("M", Bill.To(), Joe.To()).Carrying(im);
        return
        [
            Alice.Sends(message, to: List),
            List.Answers(202, Alice),
            List.Sends(message.Copy(), to: Bill).AfterTransactionTimeout(),
            List.Sends(message.Copy(), to: Joe).AnsweredBy(Codes.None),
            List.Sends(Receipt.Failed(im, 408).For(Joe), to: Alice).AfterTransactionTimeout().Proves("RX-6.2-02"),
            Never(List.Sends(Receipt.Delivered(im), to: Alice)).Proves("RX-6.2-03"),
        ];
    }

    /// <summary>Nobody takes it, hidden and blind recipients among them: each failure is told, to the sender alone, who knows them all.</summary>
    private static Step[] Failing(params (ListedParty Who, int Code)[] recipients)
    {
        var message = new ListMessage("M", [.. recipients.Select(r => r.Who)]).Carrying(Failures);
        return
        [
            Alice.Sends(message, to: List),
            List.Answers(202, Alice).Proves("U5365-7-01"),
            .. recipients.Select(r => List.Sends(message.Copy(), to: r.Who.Party).AnsweredBy(r.Code).Proves("RX-6.2-01")),
            .. recipients.Select(r => List.Sends(Receipt.Failed(Failures, r.Code).For(r.Who.Party), to: Alice).Proves("RX-6.2-02")),
            Never(List.Sends(Receipt.Failed(Failures), to: Alice)).Proves("RX-6.2-02"),
        ];
    }
}
