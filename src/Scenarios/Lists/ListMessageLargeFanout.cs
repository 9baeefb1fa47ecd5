using Conformance.Stack;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Big lists.</summary>
public static class ListMessageLargeFanout
{
    /// <summary>list-message-large-fanout.</summary>
    public static Scenario Scenario { get; } = new("list-message-large-fanout")
    {
        Suite = Suite.UriList,
        Title = "A hundred recipients get a hundred copies",
        Story = "Alice writes to a hundred people at once, to all openly or to most of them blind. The service answers 202 and sends each of them one copy, the last like the first.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants = Vary.Over(
            [
                ("100", new ListMessage("M", [.. Crowd.Of(100).Select(p => p.To())])),
                ("100-blind", new ListMessage("M", [.. Crowd.Of(100).Select(p => p.Bcc())])),
                ("100-mostly-blind", new ListMessage("M", [.. Crowd.Of(100).Select((p, i) => i % 10 == 0 ? p.To() : i % 10 == 1 ? p.Cc().Anonymous() : p.Bcc())])),
            ],
            message => ListFlow.FanOut(message, "F5363-5.3-01", "U5365-3-04")),
    };
}
