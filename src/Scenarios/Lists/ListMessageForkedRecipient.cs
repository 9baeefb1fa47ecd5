using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>One recipient with several devices.</summary>
public static class ListMessageForkedRecipient
{
    private static readonly ListMessage Message = new("M", Bill.To(), Joe.To());
    private static readonly ListMessage ToBill = new("M", Bill.To());
    private static readonly ListCopy ForBill = ToBill.Copy();
    private static readonly Step AtLast = Bill.Answers(200, List, of: ForBill);

    /// <summary>list-message-forked-recipient.</summary>
    public static Scenario Scenario { get; } = new("list-message-forked-recipient")
    {
        Suite = Suite.UriList,
        Title = "How many devices a recipient has is not the service's business",
        Story = "Bill's copy goes to a proxy that tries his devices one after the other and answers late, or with the refusal of one of them. The service sends one request and waits: it "
            + "neither looks for his devices itself nor sends once more because an answer is late or final.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Udp, TransportKind.Tcp],
        Variants =
        [
            new Variant("late",
            [
                Alice.Sends(ToBill, to: List),
                List.Answers(202, Alice).Proves("U5365-2-02"),
                List.Sends(ForBill, to: Bill).Proves("U5365-1-02"),
                Quiet(20),
                AtLast,
                Never(List.Sends(ToBill.Copy(), to: Bill)).Proves("I3428-6-01", "U5365-3-03"),
            ]),
            new Variant("declined",
            [
                Alice.Sends(Message, to: List),
                List.Answers(202, Alice).Proves("U5365-2-02"),
                List.Sends(Message.Copy(), to: Bill).AnsweredBy(603).Proves("U5365-1-02"),
                List.Sends(Message.Copy(), to: Joe).Proves("U5365-1-02"),
                Never(List.Sends(Message.Copy(), to: Bill)).Proves("I3428-6-01", "U5365-3-03"),
            ]),
        ],
    };
}
