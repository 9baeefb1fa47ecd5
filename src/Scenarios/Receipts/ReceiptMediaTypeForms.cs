using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>One media type, several spellings.</summary>
public static class ReceiptMediaTypeForms
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    private static readonly Receipt Delivered = Receipt.Delivered(M1).For(Bob);

    /// <summary>sip-receipt-media-type-forms.</summary>
    public static Scenario Scenario { get; } = new("sip-receipt-media-type-forms")
    {
        Suite = Suite.Receipts,
        Title = "A receipt is known by its media type, with parameters or without",
        Story = "Bob's receipt names its media type with a charset, in capitals, with a parameter nobody knows, or bare, and its document begins in "
            + "one way or another. Alice knows it for a receipt each time.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("bare", Taken(Delivered, "RCPT-9.1-01", "RCPT-5.2-01")),
            new("charset", Taken(Delivered.InForm("charset", "message/status-receipt+xml; charset=utf-8"), "RCPT-9.1-02")),
            new("charset-quoted", Taken(Delivered.InForm("quoted charset", "message/status-receipt+xml;charset=\"UTF-8\""), "RCPT-9.1-02")),
            new("unknown-parameter", Taken(Delivered.InForm("parameter", "message/status-receipt+xml; mood=good"), "RCPT-3.4-02")),
            new("capitals", Taken(Delivered.InForm("capitals", "Message/Status-Receipt+XML"), "RCPT-5.2-01")),
            new("declaration", Taken(Delivered.InForm("XML declaration", rewrite: ReceiptForms.Declared), "RCPT-3.4-02")),
            new("byte-order-mark", Taken(Delivered.InForm("byte order mark", rewrite: ReceiptForms.Marked), "RCPT-3.4-02")),
            new("extension", Taken(Delivered.InForm("extension", rewrite: ReceiptForms.Extended), "RCPT-3.4-02")),
        ],
    };

    private static Step[] Taken(Receipt receipt, params string[] shown) =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),

        Bob.Sends(receipt, to: Alice),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03", shown[0]),
        Alice.SeesReceipt(M1, "delivered").Proves([.. shown, "RCPT-3.4-02"]),
    ];
}
