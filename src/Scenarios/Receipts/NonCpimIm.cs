using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The wrong envelope.</summary>
public static class NonCpimIm
{
    private static readonly Im Plain = new Im("M1").InBare("text/plain; charset=utf-8", "Receipt-Request: positive-delivery\r\n\r\n")
        .WithHeader("Receipt-Request", "positive-delivery, read").AsProvocation();

    private static readonly Im InParts = new Im("M1").InMultipart("Message-ID: m1", "Receipt-Request: positive-delivery, read").AsProvocation();

    /// <summary>sip-non-cpim-im.</summary>
    public static Scenario Scenario { get; } = new("sip-non-cpim-im")
    {
        Suite = Suite.Receipts,
        Title = "A message without message/cpim cannot ask for receipts",
        Story = "Alice's message is plain text, alone or as the one part of a multipart body. What looks like a request stands in a SIP header, in the text itself or "
            + "among the headers of the part, where it means nothing. Bob shows the text and sends no receipt.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("", Shown(Plain)),
            new("multipart", ShownOrRefused(InParts)),
        ],
    };

    private static IReadOnlyList<Step> Shown(Im im) =>
    [
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Success, Alice).Proves("I3428-7-05"),
        Bob.SeesMessage(im).Proves("I3428-7-05"),
        Bob.Reads(im),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-3.2-05", "RCPT-3.1-11"),
    ];

    /// <summary>Nobody has to read multipart/mixed (RFC 3428 7).</summary>
    private static IReadOnlyList<Step> ShownOrRefused(Im im) =>
    [
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Of(200, 202, 415, 488), Alice).Proves("RCPT-6.1.2-02"),
        Bob.Reads(im).IfPossible(im),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-3.2-05", "RCPT-3.1-11"),
    ];
}
