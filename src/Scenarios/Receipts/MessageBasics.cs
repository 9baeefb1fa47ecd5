using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>What any recipient of MESSAGE must bear.</summary>
public static class MessageBasics
{
    private static readonly Im M1 = new("M1");

    /// <summary>sip-message-basics.</summary>
    public static Scenario Scenario { get; } = new("sip-message-basics")
    {
        Suite = Suite.Receipts,
        Title = "A recipient takes every legal MESSAGE and refuses what it cannot honour",
        Story = "Alice's messages have nothing to do with receipts. Plain text, no body at all, and header fields that do not belong there are taken "
            + "without fuss. Another method that merely looks like MESSAGE is not served, and an extension that Bob does not know is refused by name.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("text-plain", Taken(M1.InBare("text/plain; charset=utf-8"), "I3428-7-05")),
            new("contact", Taken(M1.InBare("text/plain").WithHeader("Contact", "<sip:alice@192.0.2.9>").AsProvocation(), "I3428-9-02")),
            new("accept", Taken(M1.InBare("text/plain").WithHeader("Accept", "text/html").AsProvocation(), "I3428-9-02")),
            new("accept-language", Taken(M1.InBare("text/plain").WithHeader("Accept-Language", "en").AsProvocation(), "I3428-9-02")),
            new("record-route", Taken(M1.InBare("text/plain").WithHeader("Record-Route", "<sip:192.0.2.9;lr>").AsProvocation(), "I3428-9-02")),
            new("empty",
            [
                Alice.Sends(M1.WithoutBody(), to: Bob),
                Bob.Answers(Codes.Success, Alice).Proves("I3428-9-05"),
            ]),
            new("method-in-lower-case", Refused(M1.InBare("text/plain").By("Message"), Codes.Of(501, 405), "I3428-9-04")),
            new("unknown-extension", Refused(M1.InBare("text/plain").WithHeader("Require", "x-unknown"), 420, "I3261-8.2.2.3-01")),
        ],
    };

    private static Step[] Taken(Im im, string shown) =>
    [
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Success, Alice).Proves(shown),
        Bob.SeesMessage(im).Proves(shown),
    ];

    private static Step[] Refused(Im im, Codes refusal, string shown) =>
    [
        Never(Bob.SeesMessage(im)).Proves(shown),
        Alice.Sends(im, to: Bob),
        Bob.Answers(refusal, Alice).Proves(shown),
    ];
}
