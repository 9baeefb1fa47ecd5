using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Nobody there to refuse anything.</summary>
public static class RelayAcceptThenTransportError
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Negative);

    /// <summary>relay-accept-then-transport-error.</summary>
    public static Scenario Scenario { get; } = new("relay-accept-then-transport-error")
    {
        Suite = Suite.Receipts,
        Title = "A relay that already answered reports that its next hop is out of reach",
        Story = "Alice has had her 202 when the relay finds that nobody listens at Bob's port, that his host does not exist, or that the connection to it breaks in the handshake or under the message. RFC 3261 8.1.3.1 has that count "
            + "like a 503, so the relay owes Alice a receipt. The draft does not list such failures: a relay that keeps silent gets a warning.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Fence = "F-OPT",
        Variants =
        [
            .. Vary.Over([("closed-port", Bob.AtClosedPort()), ("unknown-host", Bob.AtUnknownHost())], Unreachable),
            new("connection-breaks", Unreachable(Bob.WhereConnectionsBreak())) { OnlyTransports = [TransportKind.Tcp, TransportKind.Tls] },
        ],
    };

    private static IReadOnlyList<Step> Unreachable(Party bob) =>
    [
        Alice.Sends(M1, to: bob, via: Relay),
        Relay.Answers(Codes.SuccessSaying(202), Alice).Proves("I3428-7-01"),
        Relay.Sends(Receipt.Failed(M1).For(bob), to: Alice).AfterTransactionTimeout().Proves("RCPT-6.2-10").Advisory("AMB-33"),
        Never(Relay.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-6.2-10"),
    ];
}
