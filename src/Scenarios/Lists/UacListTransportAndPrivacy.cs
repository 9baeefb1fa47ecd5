using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>By which way a list may go, and to whom.</summary>
public static class UacListTransportAndPrivacy
{
    private static readonly ListMessage Before = new("M1", Bill.To(), Joe.Cc());
    private static readonly ListMessage Entrusted = new("M2", Bill.To(), Joe.Cc());
    private static readonly ListMessage Long = new ListMessage("M", [.. Crowd.Of(12).Select(p => p.To())]).Called("long");

    private static readonly ListMessage Short = new("M2", Bill.To());

    /// <summary>uac-list-transport-and-privacy.</summary>
    public static Scenario Scenario { get; } = new("uac-list-transport-and-privacy")
    {
        Suite = Suite.UriList,
        Title = "A list goes to nobody who cannot prove to be the service, and by no way that cannot bear it",
        Story = "Alice's client trusts the service's certificate, and her message goes there over TLS. Somebody else answers at the next address, with a certificate for another name: nothing is sent "
            + "to him. Of a path nothing is known: a list that makes a message longer than 1300 octets does not go that way as it is, one to Bill alone does.",
        Seats = [Alice.As(Seat.ListClient)],
        Variants =
        [
            new Variant("wrong-certificate",
            [
                Alice.IsAskedToSend(Before, via: List),
                Alice.Sends(Before, to: List).Proves("C5364-8-03", "F5363-5.1-01"),
                List.Answers(202, Alice),

                Never(Alice.Sends(Entrusted, to: Impostor)).Proves("C5364-8-02"),
                Alice.IsAskedToSend(Entrusted, via: Impostor),
            ])
            { OnlyTransports = [TransportKind.Tls] },
            new Variant("path-unknown",
            [
                Alice.KnowsNothingOfThePath(),
                Perhaps(Alice.Sends(Long, to: List)),
                Alice.IsAskedToSend(Long, via: List),
                Alice.IsAskedToSend(Short, via: List),
                Alice.Sends(Short, to: List).Proves("U5365-1-01"),
                List.Answers(202, Alice),
            ])
            { OnlyTransports = [TransportKind.Udp, TransportKind.Tcp] },
        ],
    };
}
