using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Who cannot know says that he cannot know.</summary>
public static class MsrpReadUnknown
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-read-unknown-485.</summary>
    public static Scenario Scenario { get; } = new("msrp-read-unknown-485")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "485 over MSRP",
        Story = "Bob's user agent cannot observe whether messages are read. It says so with a read receipt of status 485 when a message has "
            + "been delivered, in a SEND that asks for no report, and never claims that the message was read.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow =
        [
            Alice.OpensSessionWith(Bob),
            Bob.CannotSeeReads(),
            Never(Bob.Sends(Receipt.Read(M1), to: Alice)).Proves("RCPT-3.3-04"),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice),
            Bob.Sends(Receipt.ReadUnknown(M1), to: Alice).Proves("RCPT-3.3-04"),
        ],
    };
}
