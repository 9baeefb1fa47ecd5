using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A list with one entry is still a list.</summary>
public static class ListMessageSingleRecipient
{
    /// <summary>list-message-single-recipient.</summary>
    public static Scenario Scenario { get; } = new("list-message-single-recipient")
    {
        Suite = Suite.UriList,
        Title = "A list with one entry is still a list",
        Story = "Alice's list names Bill and nobody else: openly, for a copy, or blind. He gets one copy, with a history of himself where he is to be seen and as the bare text where he is "
            + "blind.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Udp, TransportKind.Tcp],
        Variants = Vary.Over(
            [
                ("to", new ListMessage("M", Bill.To())),
                ("cc", new ListMessage("M", Bill.Cc())),
                ("bcc", new ListMessage("M", Bill.Bcc())),
            ],
            message => ListFlow.FanOut(message)),
    };
}
