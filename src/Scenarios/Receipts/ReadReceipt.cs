using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The reader has opened the message.</summary>
public static class ReadReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read);

    private static readonly Control Opening = Bob.Reads(M1);

    /// <summary>sip-read-receipt.</summary>
    public static Scenario Scenario { get; } = new("sip-read-receipt")
    {
        Suite = Suite.Receipts,
        Title = "A read receipt follows when the user opens the message",
        Story = "Alice asks to be told when Bob has read her message. Nothing comes while it lies unopened. When Bob's user opens it, one read receipt "
            + "goes out, and opening it again changes nothing. Alice shows her user that the message was read.",
        Seats = [Alice.As(Seat.ImSender), Bob.As(Seat.ImRecipient)],
        Variants = Vary.Over([("at-once", 1), ("after-70-T1", 70)], unopened => new Step[]
        {
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob).Proves("RCPT-3.1-10"),
            Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02", "I3428-7-01"),
            Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Before(Opening).Proves("RCPT-8.1-02"),
            Quiet(unopened),

            Opening,
            Bob.Sends(Receipt.Read(M1).For(Bob), to: Alice).Proves("RCPT-3.3-03"),
            Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
            Alice.SeesReceipt(M1, "read").Proves("RCPT-3.2-06", "RCPT-3.3-02", "RCPT-3.4-09", "RCPT-3.4-10", "RCPT-6.1.3.3-01"),

            Bob.Reads(M1),
            Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-3.3-03"),
        }),
    };
}
