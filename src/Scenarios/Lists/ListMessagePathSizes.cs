using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>How large a copy may be, and what may carry it (RFC 3428 8, RFC 3261 18.1.1).</summary>
public static class ListMessagePathSizes
{
    // No datagram of IPv4 or IPv6 has more.
    private const int LargestDatagram = 65_535;

    /// <summary>list-message-path-unknown.</summary>
    public static Scenario UnknownPath { get; } = new("list-message-path-unknown")
    {
        Suite = Suite.UriList,
        Title = "Without knowledge of the path no copy exceeds 1300 octets",
        Story = "Alice writes a few words to twelve people with long names. The service has been told nothing about the path to them. With the history, copies would exceed 1300 "
            + "octets, so it leaves the history out, and everybody gets the few words.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Flow =
        [
            List.KnowsNothingOfThePath(),
            .. ListFlow.FanOut(new ListMessage("M", [.. Crowd.Of(12).Select(p => p.To())]).AsProvocation("long")),
        ],
    };

    /// <summary>list-message-too-long-for-a-datagram.</summary>
    public static Scenario TooLong { get; } = new("list-message-too-long-for-a-datagram")
    {
        Suite = Suite.UriList,
        Title = "A copy that fits no datagram goes over TCP",
        Story = "Alice's text is longer than any datagram. Bill's URI names no transport, which would mean UDP; his copy goes over TCP all the same.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp],
        Flow = ListFlow.FanOut(
            new ListMessage("M", Bill.To().Spelt(u => u.Replace(";transport=tcp", "", StringComparison.Ordinal)))
                .WithPayload("text/plain; charset=utf-8", text => Encoding.UTF8.GetBytes(text + new string('.', LargestDatagram)))
                .Called("70 kB"),
            "I3261-18.1.1-01"),
    };
}
