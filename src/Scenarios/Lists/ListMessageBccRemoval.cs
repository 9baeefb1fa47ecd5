using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Blind recipients are served and hidden.</summary>
public static class ListMessageBccRemoval
{
    /// <summary>list-message-bcc-removal.</summary>
    public static Scenario Scenario { get; } = new("list-message-bcc-removal")
    {
        Suite = Suite.UriList,
        Title = "Blind recipients get their copy and appear in nobody's history",
        Story = "Two recipients are visible and two are blind. All four get the text with a history of the visible two; the URIs of the blind ones stand nowhere in "
            + "what the service wrote to others.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over<IReadOnlyList<ListedParty>>(
            [
                ("last", [Bill.To(), Joe.Cc(), Ted.Bcc(), Andy.Bcc()]),
                ("first", [Ted.Bcc(), Andy.Bcc(), Bill.To(), Joe.Cc()]),
                ("named", [Bill.To().Named("Bill"), Joe.Cc().Named("Joe"), Ted.Bcc().Named("Ted <the blind> & Co"), Andy.Bcc()]),
            ],
            recipients => ListFlow.FanOut(new ListMessage("M", [.. recipients]), "C5364-4-24", "C5364-6-05")),
    };
}
