using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Broken and harmless.</summary>
public static class SecMalformedReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    /// <summary>sec-malformed-receipt.</summary>
    public static Scenario Scenario { get; } = new("sec-malformed-receipt")
    {
        Suite = Suite.Receipts,
        Title = "Broken receipts do no harm",
        Story = "Bob's receipt is broken: cut off, with no id or two that it is about, in a foreign vocabulary, or with a word for a status. Alice answers it and shows nothing. "
            + "The intact receipt that follows is shown. One in UTF-16, which the draft does not have and XML does, may be shown or not.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("cut-off", Broken(ReceiptForms.Truncated)),
            new("no-message-id", Broken(ReceiptForms.Anonymous)),
            new("status-in-words", Broken(ReceiptForms.Worded)),
            new("two-message-ids", Broken(ReceiptForms.Doubled)),
            new("other-namespace", Broken(ReceiptForms.Foreign)),
            new("empty", Broken(_ => "")),
            new("utf-16", InUtf16),
        ],
    };

    /// <summary>The draft has UTF-8 alone, and any reader of XML knows UTF-16: what is made of such a receipt is left open.</summary>
    private static Step[] InUtf16 =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),

        Bob.Sends(Receipt.Delivered(M1).For(Bob).InUtf16(), to: Alice),
        Alice.Answers(Codes.Final, Bob).Proves("RCPT-6.1.2-03"),

        Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03", "RCPT-8.1-01"),
        Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.4-06", "RCPT-8.1-01"),
    ];

    private static Step[] Broken(Func<string, string> rewrite)
    {
        var intact = Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice);
        return
        [
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice),
            Never(Alice.SeesAnyReceipt(M1)).Before(intact).Proves("RCPT-3.4-06"),

            Bob.Sends(Receipt.Delivered(M1).For(Bob).InForm("broken", rewrite: rewrite).AsProvocation(), to: Alice),
            Alice.Answers(Codes.Final, Bob).Proves("RCPT-6.1.2-03"),

            intact,
            Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03", "RCPT-8.1-01"),
            Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.4-06", "RCPT-8.1-01"),
        ];
    }
}
