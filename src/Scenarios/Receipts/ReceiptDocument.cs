using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Ids that need care in XML.</summary>
public static class ReceiptDocument
{
    /// <summary>sip-receipt-document.</summary>
    public static Scenario Scenario { get; } = new("sip-receipt-document")
    {
        Suite = Suite.Receipts,
        Title = "A receipt repeats any Message-ID exactly",
        Story = "Alice's Message-IDs are legal and awkward: characters that XML has to escape, letters beyond ASCII, great length. Bob's receipts "
            + "repeat them to the letter, in documents that are well-formed and valid. With ids that no message may have he may do what he likes, as long as he answers.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            .. Vary.Over(
                [
                    ("markup", "a&b!c*d'e"),
                    ("plain", "34jk324j"),
                    ("bar-and-tilde", "one|two~three^four"),
                    ("letters", "Zoë-Straße-1"),
                    ("long", new string('x', 200)),
                ],
                id => Reported(new Im("M1").Asking(Im.Positive, Im.Read).WithId(id))),
            .. Vary.Over(
                [("mail-like", "20060226.1@example.com"), ("base64", "q83vEjRWeJA/+w==")],
                id => HonouredOrNot(new Im("M1").Asking(Im.Positive, Im.Read).WithId(id).AsProvocation())),
        ],
    };

    /// <summary>No Token: whether Bob repeats it, passes it over or refuses it is only recorded (AMB-23).</summary>
    private static Step[] HonouredOrNot(Im im) =>
    [
        Perhaps(Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice)),
        Perhaps(Bob.Sends(Receipt.Read(im).For(Bob), to: Alice)),
        Never(Bob.Sends(Receipt.Failed(im), to: Alice)).Proves("RCPT-3.2-05"),
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Final, Alice).Proves("RCPT-6.1.2-02"),
        Bob.Reads(im).IfPossible(im),
    ];

    private static Step[] Reported(Im im) =>
    [
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Success, Alice),
        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02", "RCPT-5.1-01"),
        Bob.Reads(im),
        Bob.Sends(Receipt.Read(im).For(Bob), to: Alice).Proves("RCPT-3.3-03", "RCPT-5.1-01"),
    ];
}
