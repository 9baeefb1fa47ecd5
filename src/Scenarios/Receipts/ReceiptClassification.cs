using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Three marks make a receipt.</summary>
public static class ReceiptClassification
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative, Im.Read);

    private static readonly Receipt Delivered = Receipt.Delivered(M1).For(Bob);

    /// <summary>sip-receipt-classification.</summary>
    public static Scenario Scenario { get; } = new("sip-receipt-classification")
    {
        Suite = Suite.Receipts,
        Title = "Only media type, disposition and type together make a receipt",
        Story = "Alice waits for a receipt, and Bob sends her something that lacks one of the marks of a receipt: the media type, the disposition, or "
            + "a known type. Alice answers it as she likes and shows no receipt. The genuine one that follows is shown, in whatever form the draft allows, and inside a call too.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("application-xml", Pretending(Delivered.InForm("application/xml", "application/xml"), "RCPT-3.4-03")),
            new("text-plain", Pretending(Delivered.InForm("text/plain", "text/plain"), "RCPT-3.4-03")),
            new("no-disposition", Pretending(Delivered.Disposed(null), "RCPT-3.4-04")),
            new("render", Pretending(Delivered.Disposed("render"), "RCPT-3.4-04")),
            new("attachment", Pretending(Delivered.Disposed("attachment"), "RCPT-3.4-04")),
            new("confirm-outside-only", Pretending(Delivered.Disposed(null, outer: "confirm"), "RCPT-3.4-04", "RCPT-6.1.3.2-01")),
            new("type-processed", Pretending(Delivered.OfType("processed"), "RCPT-3.4-05")),
            new("type-missing", Pretending(Delivered.OfType("-"), "RCPT-3.4-05")),
            new("type-empty", Pretending(Delivered.OfType(""), "RCPT-3.4-05")),
            new("genuine-confirm-in-capitals", Genuine(Delivered.Disposed("CONFIRM"))),
            new("genuine-confirm-with-parameter", Genuine(Delivered.Disposed("confirm;handling=optional"))),
            new("genuine-prefix", Genuine(Delivered.InForm("prefix", rewrite: ReceiptForms.Prefixed))),
            new("genuine-in-a-call", InCall(new Call("C"))) { OnlyTransports = [TransportKind.Tcp] },
            new("genuine-indented", Genuine(Delivered.InForm("indented", rewrite: ReceiptForms.Indented))),
        ],
    };

    private static Step[] Pretending(Receipt pretender, params string[] shown)
    {
        var genuine = Bob.Sends(Delivered, to: Alice);
        return
        [
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice),
            Never(Alice.SeesAnyReceipt(M1)).Before(genuine).Proves(shown),

            Bob.Sends(pretender.AsProvocation(), to: Alice),
            Alice.Answers(Codes.Final, Bob).Proves("RCPT-6.1.2-03"),

            genuine,
            Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
            Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.4-02", "RCPT-6.1.3.2-01"),
        ];
    }

    /// <summary>Whoever takes it inside the dialog knows it for what it is (AMB-64).</summary>
    private static Step[] InCall(Call call)
    {
        var receipt = Delivered.Inside(call);
        return
        [
            Alice.IsAskedToCall(Bob),
            Alice.Sends(call, to: Bob),
            Alice.Sends(call.Acknowledgement, to: Bob),

            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice),
            Never(Alice.SeesMessage(M1)).Proves("RCPT-3.4-02"),

            Bob.Sends(receipt, to: Alice),
            Alice.Answers(Codes.Final, Bob).Proves("RCPT-6.1.2-03"),
            Alice.SeesReceipt(M1, "delivered").IfAccepted(receipt).Proves("RCPT-3.4-02", "RCPT-6.1.3.2-01"),
            Bob.Sends(call.End, to: Alice),
        ];
    }

    private static Step[] Genuine(Receipt receipt) =>
    [
        Alice.IsAskedToSend(M1, to: Bob),
        Alice.Sends(M1, to: Bob),
        Bob.Answers(200, Alice),
        Never(Alice.SeesMessage(M1)).Proves("RCPT-3.4-02"),

        Bob.Sends(receipt, to: Alice),
        Alice.Answers(Codes.Success, Bob).Proves("RCPT-6.1.2-03"),
        Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.4-02", "RCPT-6.1.3.2-01"),
    ];
}
