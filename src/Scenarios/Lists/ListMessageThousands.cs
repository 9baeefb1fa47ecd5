using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Lists of a size that an ordinary run has no time for.</summary>
public static class ListMessageThousands
{
    private const int Many = 10_000;
    private const int ManyByName = 1_000;

    /// <summary>list-message-thousands. It runs when it is asked for by name.</summary>
    public static Lazy<Scenario> Scenario { get; } = new(() => new("list-message-thousands")
    {
        Suite = Suite.UriList,
        Title = "Thousands of recipients get thousands of copies",
        Story = "Alice writes to ten thousand people at once, most of them blind and some anonymous, or to a thousand people who all see each other. "
            + "The service answers 202 and sends each of them one copy. Every copy and every history in it is judged as in a small list.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Variants = Vary.Over(
            [
                ("1000", new ListMessage("M", [.. Crowd.Of(ManyByName).Select(p => p.To())])),
                ("10000-mostly-blind", new ListMessage("M", [.. Crowd.Of(Many).Select((p, i) => i % 1000 == 0 ? p.To() : i % 10 == 1 ? p.Cc().Anonymous() : p.Bcc())])),
            ],
            message => ListFlow.FanOut(message, "F5363-5.3-01", "U5365-3-04")),
    });
}
