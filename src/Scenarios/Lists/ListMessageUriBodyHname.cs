using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A body inside a URI.</summary>
public static class ListMessageUriBodyHname
{
    /// <summary>list-message-uri-body-hname.</summary>
    public static Scenario Scenario { get; } = new("list-message-uri-body-hname")
    {
        Suite = Suite.UriList,
        Title = "A body that a listed URI brings does not replace the message",
        Story = "Bill's entry, or the Request-URI, brings a text of its own. The service drops it: Bill gets what Alice wrote, like everybody else.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            new Variant("in-request-uri", ListFlow.ServedOrRefused(
                new ListMessage("M", Bill.To(), Joe.To()).AddressedAs(u => u + "?body=Something%20else%20entirely").AsProvocation("a body in the Request-URI"), "A-33", "U5365-7-07")),
            .. Vary.Over<string>(
            [
                ("", "?body=Something%20else%20entirely"),
                ("capitals", "?BODY=Something%20else%20entirely"),
                ("escaped", "?%62ody=Something%20else%20entirely"),
                ("with-type", "?Content-Type=text/html&body=Something%20else%20entirely"),
            ],
            brought => ListFlow.FanOut(new ListMessage("M", Bill.To().Spelt(u => u + brought), Joe.To()).AsProvocation("a body in a URI"), "U5365-7-07")),
        ],
    };
}
