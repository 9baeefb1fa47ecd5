using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Finding out that a server is a list service.</summary>
public static class OptionsDiscovery
{
    private static readonly Ping Question = new("capabilities");
    private static readonly Codes AsToAnInvite = Codes.Of(405, 480, 486);

    /// <summary>options-discovery.</summary>
    public static Scenario Scenario { get; } = new("options-discovery")
    {
        Suite = Suite.UriList,
        Title = "OPTIONS shows that a server is a list service",
        Story = "Alice asks the server what it can do. A list service answers 200 and names the option tag of the extension in Supported. The code is the one that an INVITE would get "
            + "(RFC 3261 11.2), so that a server that takes none may say so.",
        Seats = [List.As(Seat.ListService)],
        Flow =
        [
            Alice.Sends(Question, to: List),
            OneOf(List.Answers(200, Alice), List.Answers(AsToAnInvite, Alice)).Proves("U5365-5-03") with { Reading = "A-60" },
        ],
    };
}
