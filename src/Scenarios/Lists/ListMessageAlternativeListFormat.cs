using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Lists in another format than the usual one.</summary>
public static class ListMessageAlternativeListFormat
{
    private const string UriList = "text/uri-list";

    private static readonly ListMessage Message = new ListMessage("M", Bill.To(), Joe.To()).ListedAs(UriList);

    /// <summary>list-message-alternative-list-format.</summary>
    public static Scenario Scenario { get; } = new("list-message-alternative-list-format")
    {
        Suite = Suite.UriList,
        Title = "A list in another format is announced like any other",
        Story = "The service is known to take lists as plain lines of URIs, and Alice's client is set to write them so. Its request still labels the part as a recipient list and requires the "
            + "extension, so that a service of another kind does not take it for an attachment.",
        Seats = [Alice.As(Seat.ListClient)],
        Flow =
        [
            Alice.WritesListsAs(UriList),
            Alice.IsAskedToSend(Message, via: List),
            Alice.Sends(Message, to: List).Proves("U5365-4-04"),
            List.Answers(202, Alice),
        ],
    };
}
