using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Three at once.</summary>
public static class ReceiptMatchingInterleaved
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Read);
    private static readonly Im M2 = new Im("M2").Asking(Im.Positive, Im.Read);
    private static readonly Im M3 = new Im("M3").Asking(Im.Positive, Im.Negative);

    /// <summary>sip-receipt-matching-interleaved.</summary>
    public static Scenario Scenario { get; } = new("sip-receipt-matching-interleaved")
    {
        Suite = Suite.Receipts,
        Title = "Receipts of several messages find their message in any order",
        Story = "Three messages of Alice's are on their way to Bob. Receipts come for the second, the third and the first, a different one each. Each "
            + "is shown at the message that its document names. One whose id only begins like that of a message, or differs in case, is about none of them.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("interleaved",
            [
                Alice.IsAskedToSend(M1, to: Bob),
                Alice.Sends(M1, to: Bob),
                Bob.Answers(200, Alice),
                Alice.IsAskedToSend(M2, to: Bob),
                Alice.Sends(M2, to: Bob),
                Bob.Answers(200, Alice),
                Alice.IsAskedToSend(M3, to: Bob),
                Alice.Sends(M3, to: Bob),
                Bob.Answers(200, Alice),

                Bob.Sends(Receipt.Read(M2).For(Bob), to: Alice),
                Alice.SeesReceipt(M2, "read").Proves("RCPT-3.4-06", "RCPT-3.4-09", "RCPT-3.4-10"),
                Bob.Sends(Receipt.Failed(M3).For(Bob), to: Alice),
                Alice.SeesReceipt(M3, "failed").Proves("RCPT-3.4-06"),
                Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice),
                Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.4-06"),
            ]),
            new("shorter-id", OfAnother(ReceiptForms.Shortened)),
            new("longer-id", OfAnother(ReceiptForms.Lengthened)),
            new("other-case", OfAnother(ReceiptForms.InOtherCase)),
        ],
    };

    /// <summary>Ids are compared as a whole: what merely begins alike is about something else.</summary>
    private static Step[] OfAnother(Func<string, string> rewrite)
    {
        var genuine = Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice);
        return
        [
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice),
            Never(Alice.SeesAnyReceipt(M1)).Before(genuine).Proves("RCPT-3.4-06"),
            Bob.Sends(Receipt.Delivered(M1).For(Bob).InForm("of another id", rewrite: rewrite).AsProvocation(), to: Alice),
            Alice.Answers(Codes.Final, Bob),
            genuine,
            Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.4-06"),
        ];
    }
}
