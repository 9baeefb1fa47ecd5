using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>One message, several readers.</summary>
public static class MsrpMultiRecipientAttribution
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-multi-recipient-attribution.</summary>
    public static Scenario Scenario { get; } = new("msrp-multi-recipient-attribution")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "recipient-uri says which member of a room has read",
        Story = "Alice sends a message to a room at a switch. Read receipts of Carol and of Bob come back through the switch. Alice shows each at the right name.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow =
        [
            Alice.OpensSessionWith(Switch),
            Alice.IsAskedToSend(M1, to: Switch),
            Alice.Sends(M1, to: Switch),
            Switch.Answers(200, Alice),

            Switch.Sends(Receipt.Read(M1).For(Carol), to: Alice),
            Alice.SeesReceipt(M1, "read", Carol).Proves("RCPT-3.4-07"),
            Switch.Sends(Receipt.Read(M1).For(Bob), to: Alice),
            Alice.SeesReceipt(M1, "read", Bob).Proves("RCPT-3.4-07"),
        ],
    };
}
