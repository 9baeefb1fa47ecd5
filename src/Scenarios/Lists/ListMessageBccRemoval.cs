using Conformance.Harness.Oracle;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Blind recipients are served and hidden.</summary>
public static class ListMessageBccRemoval
{
    private static readonly ListMessage Plain = new("M", Bill.To(), Joe.Cc(), Ted.Bcc(), Andy.Bcc());
    private static readonly ListMessage BlindFirst = new("M", Andy.Bcc().Named("Andy Blind"), Ted.Bcc().Anonymous(), Bill.To(), Joe.Cc());
    private static readonly ListMessage InText = new ListMessage("M", Bill.To(), Ted.Bcc()) { PayloadInCase = (text, facts) => System.Text.Encoding.UTF8.GetBytes($"{text} (told {facts.AddressOf(Ted).Address} as well)") }.Called("her own words name Ted");
    private static readonly ListMessage Posted = new ListMessage("M", Bill.To(), Ted.Bcc()).WithPayload("text/plain; charset=utf-8", text => System.Text.Encoding.UTF8.GetBytes($"posted, {text}, noted"));

    /// <summary>list-message-bcc-removal.</summary>
    public static Scenario Scenario { get; } = new("list-message-bcc-removal")
    {
        Suite = Suite.UriList,
        Title = "Blind recipients get the message and are shown to nobody else",
        Story = "Alice writes to Bill, copies Joe, and copies Ted and Andy blind. All four get the text with a history of Bill and Joe. Ted and Andy are in no history, or, "
            + "if the service works that way, each finds himself in his own, marked bcc; never one in the other's. What Alice gives away in her own words is passed on as it is.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            new Variant("", Served(Plain)),
            new Variant("blind-first", Served(BlindFirst)),
            new Variant("ted-in-posted", Served(Posted)),
            new Variant("ted-in-text", Served(InText)),
            new Variant("many-blind", Served(new ListMessage("M", [Bill.To(), .. Crowd.Of(50).Select(p => p.Bcc())]))) { OnlyTransports = [Stack.TransportKind.Tcp] },
            new Variant("strip", [List.TreatsBlind(BccMode.Strip), .. Served(Plain.InMode(BccMode.Strip))]),
            new Variant("self", [List.TreatsBlind(BccMode.Self), .. Served(Plain.InMode(BccMode.Self))]),
        ],
    };

    private static IReadOnlyList<Step> Served(ListMessage message) => ListFlow.FanOut(message, "C5364-4-24", "C5364-6-05");
}
