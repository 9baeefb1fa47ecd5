using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>One message, three fates.</summary>
public static class RelayMultiRecipientFanout
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative);

    /// <summary>relay-multi-recipient-fanout.</summary>
    public static Scenario Scenario { get; } = new("relay-multi-recipient-fanout")
    {
        Suite = Suite.Receipts,
        Title = "List of recipients, each with its own fate",
        Story = "Alice's message goes to Bob, Carol and Dave by way of a server that fans it out. Bob takes it, Carol and Dave refuse it. Alice, who asked for "
            + "both kinds of delivery receipts, hears of Carol and of Dave in a receipt each, and nothing about Bob, who may still report himself. Where he "
            + "reports to the server that his copy failed after all, and the server takes that, Alice hears of it once.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            new("to-and-cc", FanOut(new ListMessage("L", Bob.To(), Carol.To(), Dave.Cc()))),
            new("late-failure", FailingLater(new ListMessage("L", Bob.To(), Carol.To()))),
            new("all-blind", FanOut(new ListMessage("L", Bob.Bcc(), Carol.Bcc(), Dave.Bcc()))),
        ],
    };

    private static Step[] FailingLater(ListMessage list)
    {
        var message = list.Carrying(M1);
        var failure = Receipt.Failed(M1, 480).For(Bob);
        var report = Bob.Sends(failure, to: List);
        return
        [
            Alice.Sends(message, to: List),
            List.Answers(Codes.SuccessSaying(202), Alice).Proves("RCPT-6.2-02"),
            List.Sends(message.Copy(), to: Bob).Proves("RCPT-6.2-02"),
            List.Sends(message.Copy(), to: Carol).Proves("RCPT-6.2-02"),
            Never(List.Sends(Receipt.Any(M1), to: Alice)).Before(report).Proves("RCPT-6.2-08"),

            report,
            List.Sends(Receipt.Failed(M1, 480).For(Bob), to: Alice).IfAccepted(failure).Proves("RCPT-6.2-12"),
            Never(List.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.2-12"),
        ];
    }

    private static Step[] FanOut(ListMessage list)
    {
        var message = list.Carrying(M1);
        return
        [
            Alice.Sends(message, to: List),
            List.Answers(Codes.SuccessSaying(202), Alice).Proves("RCPT-6.2-02"),
            List.Sends(message.Copy(), to: Bob).Proves("RCPT-6.2-02"),
            List.Sends(message.Copy(), to: Carol).AnsweredBy(404).Proves("RCPT-6.2-02"),
            List.Sends(message.Copy(), to: Dave).AnsweredBy(603).Proves("RCPT-6.2-02"),
            List.Sends(Receipt.Failed(M1, 404).For(Carol), to: Alice).Proves("RCPT-6.2-09", "RCPT-6.2-14"),
            List.Sends(Receipt.Failed(M1, 603).For(Dave), to: Alice).Proves("RCPT-6.2-11", "RCPT-6.2-14"),
            Never(List.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.2-08"),
        ];
    }
}
