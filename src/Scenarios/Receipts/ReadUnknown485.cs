using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Somebody who cannot look over the reader's shoulder.</summary>
public static class ReadUnknown485
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read);

    /// <summary>sip-read-unknown-485.</summary>
    public static Scenario Scenario { get; } = new("sip-read-unknown-485")
    {
        Suite = Suite.Receipts,
        Title = "Who cannot observe reading says so with status 485",
        Story = "Bob cannot tell whether his user reads a message. Asked for a read receipt he sends one with status 485 once the message is "
            + "delivered, and never one that claims a reading. Alice does not show that as read.",
        Seats = [Alice.As(Seat.ImSender), Bob.As(Seat.ImRecipient)],
        Flow =
        [
            Bob.CannotSeeReads(),
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob).Proves("RCPT-3.1-10"),
            Never(Alice.SeesReceipt(M1, "read")).Proves("RCPT-3.4-09"),
            Never(Bob.Sends(Receipt.Read(M1), to: Alice)).Proves("RCPT-3.3-04"),
            Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02"),

            Bob.Sends(Receipt.ReadUnknown(M1).For(Bob), to: Alice).Proves("RCPT-3.3-04"),
            Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
            Alice.SeesReceipt(M1, "read-unknown").Proves("RCPT-3.2-06", "RCPT-3.4-09", "RCPT-6.1.3.3-01"),
        ],
    };
}
