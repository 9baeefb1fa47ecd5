using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Only blind recipients.</summary>
public static class ListMessageBccOnly
{
    private static readonly Im M1 = new Im("M1");

    /// <summary>list-message-bcc-only.</summary>
    public static Scenario Scenario { get; } = new("list-message-bcc-only")
    {
        Suite = Suite.UriList,
        Title = "With blind recipients only there is no history and no multipart wrapper",
        Story = "Everybody on the list is blind, by attribute or by lack of one. There is nothing to show, so each copy is the payload alone, with its own media type "
            + "and its own octets.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("explicit", new ListMessage("M", Ted.Bcc(), Andy.Bcc())),
                ("by-default", new ListMessage("M", Ted.WithoutRole(), Andy.WithoutRole())),
                ("cpim", new ListMessage("M", Ted.Bcc(), Andy.Bcc()).Carrying(M1)),
                ("part-headers", new ListMessage("M", Ted.Bcc(), Andy.Bcc()).WithPayload("text/plain; charset=utf-8", null, "Content-Language: en", "Content-Disposition: render")),
            ],
            message => ListFlow.FanOut(message, "C5364-4-24")),
    };
}
