using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A request that nobody can answer.</summary>
public static class RequestWithoutMessageId
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Read).WithoutMessageId().AsProvocation();
    private static readonly Im Empty = M1.WithLines("Message-ID: ");
    private static readonly Im Twice = new Im("M2").Asking(Im.Positive, Im.Read).NamedTwice().AsProvocation();

    /// <summary>sip-request-without-message-id.</summary>
    public static Scenario Scenario { get; } = new("sip-request-without-message-id")
    {
        Suite = Suite.Receipts,
        Title = "Who asks for receipts without a Message-ID gets none",
        Story = "Alice's message asks for receipts but has no Message-ID, or one with nothing in it, so a receipt could not say what it is about. Bob may take the message or "
            + "refuse it as malformed. What he must not do is make up an id. Where the id stands there twice he may report or not, once at most.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            .. Vary.Over([("none", M1), ("empty", Empty)], Unnamed),
            new("two", NamedTwice),
        ],
    };

    private static IReadOnlyList<Step> Unnamed(Im im) =>
    [
        Alice.Sends(im, to: Bob),
        OneOf(Bob.Answers(Codes.Success, Alice), Bob.Answers(400, Alice)).Proves("RCPT-6.1.2-02") with { Reading = "AMB-25" },
        Bob.Reads(im).IfPossible(im),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-3.2-05", "RCPT-5.1-02"),
    ];

    /// <summary>Whether there is a receipt is left open (AMB-26).</summary>
    private static IReadOnlyList<Step> NamedTwice =>
    [
        Perhaps(Bob.Sends(Receipt.Delivered(Twice).For(Bob), to: Alice)),
        Perhaps(Bob.Sends(Receipt.Read(Twice).For(Bob), to: Alice)),
        Never(Bob.Sends(Receipt.Failed(Twice), to: Alice)).Proves("RCPT-3.2-05"),
        Alice.Sends(Twice, to: Bob),
        Bob.Answers(Codes.Final, Alice).Proves("RCPT-6.1.2-02"),
        Bob.Reads(Twice).IfPossible(Twice),
    ];
}
