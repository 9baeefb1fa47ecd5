using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Names for good.</summary>
public static class MessageIdUniqueness
{
    private static readonly Im[] Messages = [.. Enumerable.Range(1, 20).Select(n => new Im($"M{n}").Asking(Im.Positive))];

    private static readonly Im Again = new Im("M21").Asking(Im.Positive).Echoing(Messages[^1]);

    /// <summary>sip-message-id-uniqueness.</summary>
    public static Scenario Scenario { get; } = new("sip-message-id-uniqueness")
    {
        Suite = Suite.Receipts,
        Title = "Message-IDs never repeat",
        Story = "Alice sends many messages, one after the other, and the last of them says the same as the one before. Each has a Message-ID of its own.",
        Seats = [Alice.As(Seat.ImSender)],
        Flow =
        [
            .. Messages.Append(Again).SelectMany(im => new Step[]
            {
                Alice.IsAskedToSend(im, to: Bob),
                Alice.Sends(im, to: Bob).Proves("RCPT-3.1-08"),
                Bob.Answers(200, Alice),
            }),
        ],
    };
}
