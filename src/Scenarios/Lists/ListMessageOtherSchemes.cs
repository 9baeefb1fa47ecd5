using Conformance.Stack;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>URIs of other schemes.</summary>
public static class ListMessageOtherSchemes
{
    private static readonly ListMessage WithIm = new("M", Bill.To(), Joe.To().Spelt(u => "im:" + u[(u.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(';')[0].Split(':')[0]));

    /// <summary>list-message-im-uri.</summary>
    public static Scenario Scenario { get; } = new("list-message-im-uri")
    {
        Suite = Suite.UriList,
        Title = "One im: URI on the list keeps nobody else from being served",
        Story = "Joe is listed by an im: URI. A service that can find out his SIP URI sends there, under that URI; one that cannot leaves him out. Bill gets his copy either way.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp, TransportKind.Udp],
        Flow =
        [
            Perhaps(List.Sends(WithIm.Copy(), to: Joe)),
            Never(List.Sends(WithIm.Copy(), to: Alice)).Proves("U5365-7.1-01"),
            Alice.Sends(WithIm, to: List),
            List.Answers(202, Alice).Proves("I3428-5-02"),
            List.Sends(WithIm.Copy(), to: Bill).Proves("I3428-5-02"),
        ],
    };
}
