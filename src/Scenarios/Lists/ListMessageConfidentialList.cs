using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Lists tell who talks to whom: they do not go in clear.</summary>
public static class ListMessageConfidentialList
{
    private static readonly ListMessage Message = new("M", Bill.To(), Joe.Cc());

    /// <summary>list-message-confidential-list.</summary>
    public static Scenario Scenario { get; } = new("list-message-confidential-list")
    {
        Suite = Suite.UriList,
        Title = "What came by a protected path leaves by one",
        Story = "The URIs of the service and of the recipients are sips: URIs. Alice's client sends the list over TLS. The service sends every copy, with the history in it, over TLS. "
            + "Nothing of it goes by another transport, whatever is open besides.",
        Seats = [Alice.As(Seat.ListClient), List.As(Seat.ListService)],
        Transports = [TransportKind.Tls],
        Flow =
        [
            Alice.IsAskedToSend(Message, via: List),
            Alice.Sends(Message, to: List).Proves("C5364-8-03", "F5363-5.1-01"),
            List.Answers(202, Alice),
            Each([Bill, Joe], r => List.Sends(Message.Copy(), to: r).Proves("U5365-7-03")),
        ],
    };
}
