using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Whatever is no receipt is a message.</summary>
public static class ImClassification
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    private const string Lookalike =
        "<status-receipt xmlns=\"urn:ietf:params:xml:ns:status-receipt\"><message-id>m</message-id><type>delivery</type><status>200</status></status-receipt>\r\n";

    private static readonly Im WithMoreHeaders =
        M1.WithLines("NS: more <urn:example:more>", "more.Mood: good", "Subject: Lunch", "DateTime: 2026-01-01T12:00:00Z").WithCopyTo(Carol);

    private static readonly Codes TakenOrRefused = Codes.Of(200, 202, 415);

    /// <summary>sip-im-classification.</summary>
    public static Scenario Scenario { get; } = new("sip-im-classification")
    {
        Suite = Suite.Receipts,
        Title = "Any content but a receipt makes an instant message",
        Story = "Alice sends messages with contents of several types, one of them marked like a receipt though it is plain text. Bob either refuses a "
            + "type he cannot show, or takes the message for what it is and reports its delivery.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("text-plain-confirm", Message(M1.Of("text/plain; charset=utf-8", "confirm"), Codes.Success, "RCPT-3.4-01")),
            new("text-html", Message(M1.Of("text/html; charset=utf-8"), TakenOrRefused, "RCPT-3.4-01", "RCPT-6.1.3.1-01")),
            new("image-png", Message(M1.Of("image/png"), TakenOrRefused, "RCPT-3.4-01", "RCPT-6.1.3.1-01")),
            new("application-xml", Message(M1.Of("application/xml"), TakenOrRefused, "RCPT-3.4-01", "RCPT-6.1.3.1-01")),
            new("lookalike", Message(M1.AsProvocation() with { Preface = Lookalike, Variety = "looks like a receipt" }, Codes.Success, "RCPT-3.4-01")),
            new("more-cpim-headers", Message(WithMoreHeaders, Codes.Success, "RCPT-6.1.3.1-01")),
            new("mixed-case-type", Message(M1.Typed("Message/CPIM"), Codes.Success, "RCPT-6.1.3.1-01")),
        ],
    };

    private static Step[] Message(Im im, Codes answer, params string[] shown) =>
    [
        Alice.Sends(im, to: Bob),
        Bob.Answers(answer, Alice).Proves("RCPT-6.1.2-02"),
        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).IfAccepted(im).Proves(shown),
    ];
}
