using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Finding out that a server is a list service.</summary>
public static class OptionsDiscovery
{
    private static readonly Ping Question = new("capabilities");

    /// <summary>options-discovery.</summary>
    public static Scenario Scenario { get; } = new("options-discovery")
    {
        Suite = Suite.UriList,
        Title = "OPTIONS shows that a server is a list service",
        Story = "Alice asks the server what it can do. A list service answers 200 and names the option tag of the extension in Supported.",
        Seats = [List.As(Seat.ListService)],
        Flow =
        [
            Alice.Sends(Question, to: List),
            List.Answers(200, Alice).Proves("U5365-5-03"),
        ],
    };
}
