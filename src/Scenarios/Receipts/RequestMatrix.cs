using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>What a sender writes for each combination of wishes.</summary>
public static class RequestMatrix
{
    /// <summary>sip-request-matrix.</summary>
    public static Scenario Scenario { get; } = new("sip-request-matrix")
    {
        Suite = Suite.Receipts,
        Title = "The message asks for exactly the receipts that the user chose",
        Story = "Alice's user chooses a set of receipts, and every combination in turn. The message that goes out asks for exactly these: each kind by "
            + "its own word, several in one header separated by commas, and always together with a Message-ID. Letters of any script arrive as they were written.",
        Seats = [Alice.As(Seat.ImSender)],
        Variants =
        [
            new("negative", Asks([Im.Negative], "RCPT-3.1-06", "RCPT-3.1-07")),
            new("positive", Asks([Im.Positive], "RCPT-3.1-06", "RCPT-3.1-08")),
            new("read", Asks([Im.Read], "RCPT-3.1-10")),
            new("positive-negative", Asks([Im.Positive, Im.Negative], "RCPT-3.1-07", "RCPT-3.1-08", "RCPT-3.1-09", "RCPT-3.1-13")),
            new("positive-read", Asks([Im.Positive, Im.Read], "RCPT-3.1-08", "RCPT-3.1-10", "RCPT-3.1-13")),
            new("negative-read", Asks([Im.Negative, Im.Read], "RCPT-3.1-07", "RCPT-3.1-10", "RCPT-3.1-13")),
            new("letters-of-the-world", Asks(new Im("M1").Asking(Im.Positive).Saying("Grüße, 您好 und 🙂 – "), "RCPT-3.1-02")),
            new("long", Asks(new Im("M1").Asking(Im.Positive, Im.Read).WithTextOf(2000), "RCPT-3.1-08", "RCPT-3.1-10")),
            new("all", Asks([Im.Positive, Im.Negative, Im.Read], "RCPT-3.1-07", "RCPT-3.1-08", "RCPT-3.1-09", "RCPT-3.1-10", "RCPT-3.1-13")),
        ],
    };

    private static Step[] Asks(string[] kinds, params string[] shown) => Asks(new Im("M1").Asking(kinds), shown);

    private static Step[] Asks(Im im, params string[] shown) =>
    [
        Alice.IsAskedToSend(im, to: Bob),
        Alice.Sends(im, to: Bob).Proves(shown),
        Bob.Answers(200, Alice),
    ];
}
