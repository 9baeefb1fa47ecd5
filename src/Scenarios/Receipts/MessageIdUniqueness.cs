using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Names for good.</summary>
public static class MessageIdUniqueness
{
    private static readonly Im[] Messages = [.. Enumerable.Range(1, 12).Select(n => new Im($"M{n}").Asking(Im.Positive))];

    /// <summary>sip-message-id-uniqueness.</summary>
    public static Scenario Scenario { get; } = new("sip-message-id-uniqueness")
    {
        Suite = Suite.Receipts,
        Title = "Message-IDs never repeat",
        Story = "Alice sends a dozen messages, one after the other. Each has a Message-ID of its own.",
        Seats = [Alice.As(Seat.ImSender)],
        Flow =
        [
            .. Messages.SelectMany(im => new Step[]
            {
                Alice.IsAskedToSend(im, to: Bob),
                Alice.Sends(im, to: Bob).Proves("RCPT-3.1-08"),
                Bob.Answers(200, Alice),
            }),
        ],
    };
}
