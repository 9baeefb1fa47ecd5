using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Somebody else speaks for Bob.</summary>
public static class SecForgedReceiptOtherParty
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Read);

    /// <summary>sec-forged-receipt-other-party.</summary>
    public static Scenario Scenario { get; } = new("sec-forged-receipt-other-party")
    {
        Suite = Suite.Receipts,
        Title = "A receipt from somebody the message was not sent to is not believed",
        Story = "Alice sends Bob a message and Mallory, who saw its id, sends her a read receipt about it. Alice answers it and shows nothing. When "
            + "Bob himself reports the reading, she shows it.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("own-name", Forged(Receipt.Read(M1).For(Mallory))),
            new("in-bobs-name", Forged(Receipt.Read(M1).For(Bob))),
        ],
    };

    private static Step[] Forged(Receipt forgery)
    {
        var genuine = Bob.Sends(Receipt.Read(M1).For(Bob), to: Alice);
        return
        [
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice),
            Never(Alice.SeesAnyReceipt(M1)).Before(genuine).Proves("RCPT-8.1-03"),

            Mallory.Sends(forgery.AsProvocation(), to: Alice),
            Alice.Answers(Codes.Final, Mallory).Proves("RCPT-6.1.2-03"),

            genuine,
            Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
            Alice.SeesReceipt(M1, "read").Proves("RCPT-3.4-10"),
        ];
    }
}
