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
            + "repeat them to the letter, in documents that are well-formed and valid.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants = Vary.Over(
            [
                ("markup", "a&b!c*d'e"),
                ("plain", "34jk324j"),
                ("bar-and-tilde", "one|two~three^four"),
                ("letters", "Zoë-Straße-1"),
                ("long", new string('x', 200)),
            ],
            id => Reported(new Im("M1").Asking(Im.Positive, Im.Read).WithId(id))),
    };

    private static Step[] Reported(Im im) =>
    [
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Success, Alice),
        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02", "RCPT-5.1-01"),
        Bob.Reads(im),
        Bob.Sends(Receipt.Read(im).For(Bob), to: Alice).Proves("RCPT-3.3-03", "RCPT-5.1-01"),
    ];
}
