using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A request that has no business in a SEND is passed over, and the one beside it is honoured.</summary>
public static class MsrpDeliveryRequestIgnored
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative, Im.Read).Reporting(failure: "yes").AsProvocation();

    /// <summary>msrp-delivery-request-ignored.</summary>
    public static Scenario Scenario { get; } = new("msrp-delivery-request-ignored")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Bob gets a delivery request over MSRP",
        Story = "Alice wrongly asks for delivery receipts in a SEND, together with a read receipt. Bob takes the message, or refuses what is not allowed; when he takes it he sends the read "
            + "receipt once it is read, and never a delivery receipt: over MSRP delivery is told by REPORTs.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow =
        [
            Alice.OpensSessionWith(Bob),
            Alice.Sends(M1, to: Bob),
            Never(Bob.Sends(Receipt.AnyDelivery(M1), to: Alice)).Proves("RCPT-7.1.3.2-03").Resting("AMB-44"),
            Bob.Answers(Codes.Final, Alice),
            Bob.SeesMessage(M1).IfAccepted(M1),
            Bob.Reads(M1),
            Bob.Sends(Receipt.Read(M1), to: Alice).IfAccepted(M1).Proves("RCPT-3.1-13", "RCPT-7.1.3.2-03"),
        ],
    };
}
