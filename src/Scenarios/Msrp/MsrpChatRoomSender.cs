using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Several recipients change nothing in how a message is built.</summary>
public static class MsrpChatRoomSender
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-chat-room-sender.</summary>
    public static Scenario Scenario { get; } = new("msrp-chat-room-sender")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "IM to a chat room",
        Story = "Alice sends a message to a room at a switch instead of to one person. It is built as ever: one SEND with a message/cpim body "
            + "whose To names the room, with a Message-ID and the request for a read receipt inside.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Flow =
        [
            Alice.OpensSessionWith(Switch),
            Alice.IsAskedToSend(M1, to: Switch),
            Alice.Sends(M1, to: Switch).Proves("RCPT-7.1.1-13"),
            Switch.Answers(200, Alice),
        ],
    };
}
