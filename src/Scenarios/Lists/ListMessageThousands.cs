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
    private const int VeryMany = 100_000;

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
                ("10000-mostly-blind", MostlyBlind(Many)),
            ],
            message => ListFlow.FanOut(message, "F5363-5.3-01", "U5365-3-04")),
    });

    /// <summary>list-message-hundred-thousand. It runs when it is asked for by name, and is meant for virtual time.</summary>
    public static Lazy<Scenario> HundredThousand { get; } = new(() => new("list-message-hundred-thousand")
    {
        Suite = Suite.UriList,
        Title = "A hundred thousand recipients get a hundred thousand copies",
        Story = "Alice writes to a hundred thousand people at once, most of them blind and some anonymous. The service answers 202 and sends each of them one copy. "
            + "Every copy and every history in it is judged as in a small list.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Flow = ListFlow.FanOut(MostlyBlind(VeryMany), "F5363-5.3-01", "U5365-3-04"),
    });

    /// <summary>Ten people whom all others see, so that histories are short.</summary>
    private static ListMessage MostlyBlind(int recipients) =>
        new("M", [.. Crowd.Of(recipients).Select((p, i) => i % (recipients / 10) == 0 ? p.To() : i % 10 == 1 ? p.Cc().Anonymous() : p.Bcc())]);
}
