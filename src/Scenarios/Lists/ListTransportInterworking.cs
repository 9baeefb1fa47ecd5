using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>A transport for each leg.</summary>
public static class ListTransportInterworking
{
    private static readonly ListMessage ToMany = new ListMessage("M", [.. Crowd.Of(12).Select(p => p.To().Over(TransportKind.Udp))]).AsProvocation("long");

    /// <summary>list-transport-interworking.</summary>
    public static Scenario Scenario { get; } = new("list-transport-interworking")
    {
        Suite = Suite.UriList,
        Title = "Each copy goes by the transport that its URI names",
        Story = "Alice's list comes over TLS. Bill's URI names no transport, Joe's names TCP, and Carol's is a sips: URI. Bill is reached by a datagram, as long as the copy fits one, Joe over TCP and "
            + "Carol over TLS, each with a Via that says so. Where the history would make a datagram longer than any path surely bears, it is left out or the copy goes by another way.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tls],
        BesideTransports = [TransportKind.Udp, TransportKind.Tcp],
        Variants =
        [
            new Variant("", ListFlow.FanOut(
                new ListMessage("M", Bill.To().Over(TransportKind.Udp), Joe.To().Over(TransportKind.Tcp), Carol.Cc()), "I3261-19.1.5-01", "I3428-8-01")),
            new Variant("history-too-long", [List.KnowsNothingOfThePath(), .. ListFlow.FanOut(ToMany)]),
        ],
    };
}
