using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>What only looks like a request.</summary>
public static class RelayNonCpimBody
{
    private static readonly Im MixedCase = new Im("M1").Asking(Im.Negative).Typed("Message/CPIM");

    /// <summary>relay-non-cpim-body.</summary>
    public static Scenario Scenario { get; } = new("relay-non-cpim-body")
    {
        Suite = Suite.Receipts,
        Title = "A relay examines message/cpim bodies and no others",
        Story = "Alice's message is plain text that happens to hold the words of a request, or they stand inside the content of a message/cpim body. "
            + "Bob refuses it, and the relay owes nobody a receipt. A real request is honoured, in whatever case the media type is written.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            new("text-plain", NoReceipt(new Im("M1").InBare("text/plain; charset=utf-8", "Receipt-Request: negative-delivery\r\n\r\n"))),
            new("inside-the-text", NoReceipt(new Im("M1") { Preface = "Receipt-Request: negative-delivery\r\n\r\n", Variety = "words in the text" })),
            new("inside-the-mime-headers", NoReceipt(new Im("M1").Of("text/plain; charset=utf-8\r\nReceipt-Request: negative-delivery").AsProvocation() with { Variety = "words in MIME headers" })),
            new("mixed-case-type",
            [
                Alice.Sends(MixedCase, to: Bob, via: Relay),
                Relay.Answers(Codes.Success, Alice),
                Relay.Forwards(MixedCase, to: Bob),
                Bob.Answers(404, Relay),
                Relay.Sends(Receipt.Failed(MixedCase, 404).For(Bob), to: Alice).Proves("RCPT-6.2-03", "RCPT-6.2-09"),
            ]),
        ],
    };

    private static Step[] NoReceipt(Im im) =>
    [
        Alice.Sends(im, to: Bob, via: Relay),
        Relay.Answers(Codes.Success, Alice).Proves("I3428-7-01"),
        Relay.Forwards(im, to: Bob),
        Bob.Answers(404, Relay),
        Never(Relay.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.2-03"),
    ];
}
