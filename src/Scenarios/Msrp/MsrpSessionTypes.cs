using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Asking for receipts includes being ready to take them.</summary>
public static class MsrpSessionTypes
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    private static readonly SessionSetup ByAlice = Alice.OpensSessionWith(Bob);
    private static readonly SessionSetup ByBob = Bob.OpensSessionWith(Alice);

    /// <summary>msrp-session-types.</summary>
    public static Scenario Scenario { get; } = new("msrp-session-types")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "The session description admits receipts",
        Story = "An MSRP endpoint may only be sent the media types that it has announced. Who asks for read receipts therefore announces "
            + "message/cpim and the type of receipts, as offerer and as answerer, and whoever is asked sends the receipt in any session "
            + "whose description admits it, by name or by wildcard.",
        Seats = [Alice.As(Seat.MsrpSender), Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("alice-offers", Asked(ByAlice)) { OnlySeats = [Seat.MsrpSender] },
            new("bob-offers", Asked(ByBob)) { OnlySeats = [Seat.MsrpSender] },
            new("by-name", Answered(ByAlice)) { OnlySeats = [Seat.MsrpRecipient] },
            new("wrapped-types", Answered(ByAlice with { AcceptTypes = ["message/cpim"], AcceptWrappedTypes = ["text/plain", "message/status-receipt+xml"] }))
            {
                OnlySeats = [Seat.MsrpRecipient],
            },
            new("subtype-wildcard", Answered(ByAlice with { AcceptTypes = ["message/*", "text/plain"] })) { OnlySeats = [Seat.MsrpRecipient] },
            new("wildcard", Answered(ByAlice with { AcceptTypes = ["*"] })) { OnlySeats = [Seat.MsrpRecipient] },
            new("recvonly", Answered(ByAlice with { Direction = "recvonly" })) { OnlySeats = [Seat.MsrpRecipient] },
            new("not-announced", Unlawful(ByAlice with { AcceptTypes = ["message/cpim", "text/plain"] })) { OnlySeats = [Seat.MsrpRecipient] },
            new("sendonly", Answered(ByAlice with { Direction = "sendonly" })) { OnlySeats = [Seat.MsrpRecipient] },
        ],
    };

    private static IReadOnlyList<Step> Asked(SessionSetup setup) =>
    [
        setup,
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
        Bob.Answers(200, Alice),
        Bob.Sends(Receipt.Read(M1), to: Alice),
        Alice.SeesReceipt(M1, "read").Proves("RCPT-7.1.3.2-01"),
    ];

    /// <summary>Who asks without announcing the type of receipts makes the fault; Bob may send or withhold (AMB-72).</summary>
    private static IReadOnlyList<Step> Unlawful(SessionSetup setup)
    {
        var im = M1.AsProvocation();
        return
        [
            setup,
            Perhaps(Bob.Sends(Receipt.Read(im), to: Alice)),
            Never(Bob.Sends(Receipt.AnyDelivery(im), to: Alice)).Proves("RCPT-3.2-05"),
            Alice.Sends(im, to: Bob),
            Bob.Answers(200, Alice).Proves("RCPT-7.1.2-01"),
            Bob.Reads(im),
        ];
    }

    private static IReadOnlyList<Step> Answered(SessionSetup setup) =>
    [
        setup,
        Alice.Sends(M1, to: Bob).Proves("RCPT-7.1.1-06", "RCPT-3.1-10"),
        Bob.Answers(200, Alice),
        Bob.SeesMessage(M1),
        Bob.Reads(M1),
        Bob.Sends(Receipt.Read(M1), to: Alice).Proves("RCPT-7.1.1-06", "RCPT-3.3-03"),
    ];
}
