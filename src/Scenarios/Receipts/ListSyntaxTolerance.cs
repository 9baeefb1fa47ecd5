using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>How the same request may be written.</summary>
public static class ListSyntaxTolerance
{
    private static readonly Im M1 = new("M1");

    /// <summary>sip-list-syntax-tolerance.</summary>
    public static Scenario Scenario { get; } = new("sip-list-syntax-tolerance")
    {
        Suite = Suite.Receipts,
        Title = "A list of requests is understood with and without blanks around the comma",
        Story = "Alice asks for two receipts in one header, and the blanks around the comma vary. Bob honours both requests each time: a positive "
            + "receipt at delivery, a read receipt after reading. A word that stands there twice brings one receipt. Where the value or the header is of a form that "
            + "the draft does not foresee, Bob may honour what he understands, and answers all the same.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            .. Vary.Over([("tight", " positive-delivery,read"), ("usual", " positive-delivery, read"), ("reversed-loose", " read , positive-delivery")], value => Understood(M1.AskingInWords(value))),
            new("twice", Understood(M1.AskingInWords(" positive-delivery, read, positive-delivery").AsProvocation())),
            .. Vary.Over(
                [
                    ("unknown-word", M1.AskingInWords(" positive-delivery, mood, read")),
                    ("capitals", M1.AskingInWords(" POSITIVE-DELIVERY, Read")),
                    ("two-lines", M1.Asking(Im.Positive).WithLines("Receipt-Request: read")),
                    ("parameter", M1.AskingInWords(";urgent=yes positive-delivery, read")),
                    ("header-in-capitals", M1.WithLines("RECEIPT-REQUEST: positive-delivery, read")),
                    ("request-receipt", M1.WithLines("Request-Receipt: positive-delivery, read")),
                ],
                im => HonouredOrNot(im.AsProvocation())),
        ],
    };

    private static Step[] Understood(Im im) =>
    [
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02"),
        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves("RCPT-3.1-13", "RCPT-6.1.3.1-02"),
        Bob.Reads(im),
        Bob.Sends(Receipt.Read(im).For(Bob), to: Alice).Proves("RCPT-3.1-13", "RCPT-3.3-03"),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-3.2-05", "RCPT-6.1.3.1-02"),
    ];

    /// <summary>Forms that are no more than recorded (AMB-01, -17, -19 to -22): at most one receipt of a kind, and a response.</summary>
    private static Step[] HonouredOrNot(Im im) =>
    [
        Perhaps(Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice)),
        Perhaps(Bob.Sends(Receipt.Read(im).For(Bob), to: Alice)),
        Never(Bob.Sends(Receipt.Failed(im), to: Alice)).Proves("RCPT-3.2-05"),
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Final, Alice).Proves("RCPT-6.1.2-02"),
        Bob.Reads(im),
    ];
}
