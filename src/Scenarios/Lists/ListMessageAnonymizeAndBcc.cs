using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Blind and hidden at once.</summary>
public static class ListMessageAnonymizeAndBcc
{
    /// <summary>list-message-anonymize-and-bcc.</summary>
    public static Scenario Scenario { get; } = new("list-message-anonymize-and-bcc")
    {
        Suite = Suite.UriList,
        Title = "Who is blind and hidden is blind",
        Story = "Ted is listed for a blind copy and hidden as well. He gets the message; the history neither names him nor counts him among the hidden recipients, of whom there is "
            + "one, Randy.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("", new ListMessage("M", Bill.To(), Randy.To().Anonymous(), Ted.Bcc().Anonymous())),
                ("by-default", new ListMessage("M", Bill.To(), Ted.WithoutRole().Anonymous())),
                ("nobody-else", new ListMessage("M", Ted.Bcc().Anonymous(), Andy.WithoutRole().Anonymous())),
            ],
            message => ListFlow.FanOut(message, "C5364-4-18")),
    };
}
