using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>One list MESSAGE, visible recipients, everything succeeds (RFC 5365, figure 1).</summary>
public static class ListMessageBasicTo
{
    /// <summary>list-message-basic-to.</summary>
    public static Scenario Scenario { get; } = new("list-message-basic-to")
    {
        Suite = Suite.UriList,
        Title = "A list MESSAGE becomes one MESSAGE to each listed recipient",
        Story = "Alice sends one MESSAGE with a text and a list of recipients to the list service. The service answers 202 and sends each recipient "
            + "the same text together with a history of the visible recipients. Nobody gets two copies, and nothing comes back to Alice.",
        Seats = [Alice.As(Seat.ListClient), List.As(Seat.ListService), Bill.As(Seat.ListRecipient)],
        Variants = Vary.Over<IReadOnlyList<Party>>([("1", [Bill]), ("2", [Bill, Joe])], recipients =>
        {
            var message = new ListMessage("M", [.. recipients.Select(r => r.To())]);
            return
            [
                Never(List.Sends(message.Copy(), to: Alice)).Proves("U5365-7.1-01"),
                Alice.IsAskedToSend(message, via: List),
                Alice.Sends(message, to: List).Proves("U5365-1-01", "U5365-6-02"),
                List.Answers(202, Alice).Proves("U5365-7-01", "U5365-9-01", "I3428-7-01", "I3428-7-04"),
                Each(recipients, r => List.Sends(message.Copy(), to: r).Proves("U5365-1-02", "U5365-3-03", "U5365-3-06", "U5365-7-03", "F5363-5.2-09")),
                Bill.Answers(Codes.Success, List).AtOnce().Proves("U5365-8-01", "I3428-7-01"),
                Bill.SeesText(message).Proves("U5365-8-01"),
                Never(Alice.Sends(message, to: List)).Proves("U5365-1-01", "F5363-3.1-02"),
                .. recipients.Select(r => Never(List.Sends(message.Copy(), to: r)).Proves("U5365-1-02", "U5365-3-03")),
            ];
        }),
    };
}
