using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>One media type, several spellings, in a session.</summary>
public static class MsrpReceiptMediaTypeForms
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    private static readonly Receipt WasRead = Receipt.Read(M1).For(Bob);

    /// <summary>msrp-receipt-media-type-forms.</summary>
    public static Scenario Scenario { get; } = new("msrp-receipt-media-type-forms")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "A read receipt is known by its media type, with parameters or without",
        Story = "Bob's receipt names its media type bare, with a charset or in capitals. Alice knows it for a receipt each time.",
        Seats = [Alice.As(Seat.MsrpSender)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("bare", Taken(WasRead, "RCPT-9.1-01", "RCPT-5.2-01")),
            new("charset", Taken(WasRead.InForm("charset", "message/status-receipt+xml; charset=utf-8"), "RCPT-9.1-02")),
            new("charset-quoted", Taken(WasRead.InForm("quoted charset", "message/status-receipt+xml;charset=\"UTF-8\""), "RCPT-9.1-02")),
            new("capitals", Taken(WasRead.InForm("capitals", "Message/Status-Receipt+XML"), "RCPT-5.2-01")),
        ],
    };

    private static Step[] Taken(Receipt receipt, params string[] shown) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),

        Bob.Sends(receipt, to: Alice),
        Alice.SeesReceipt(M1, "read").Proves([.. shown, "RCPT-7.1.3.2-01"]),
    ];
}
