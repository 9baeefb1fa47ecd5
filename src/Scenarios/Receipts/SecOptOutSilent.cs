using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A right to privacy.</summary>
public static class SecOptOutSilent
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative, Im.Read);

    /// <summary>sec-opt-out-silent.</summary>
    public static Scenario Scenario { get; } = new("sec-opt-out-silent")
    {
        Suite = Suite.Receipts,
        Title = "Who opts out sends no receipts and does not say so",
        Story = "Bob's user wants no receipts sent. Alice asks for all of them. Bob answers her message just as he would otherwise, his user reads it, "
            + "and nothing else reaches Alice: no receipt, no refusal, no hint. Where he keeps quiet about his reading alone, delivery is reported.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("",
            [
                Bob.OptsOut(),
                Alice.Sends(M1, to: Bob),
                Bob.Answers(Codes.Success, Alice).Proves("RCPT-8.2-01", "RCPT-6.1.2-02"),
                Bob.Reads(M1),
                Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-8.2-01"),
            ]),
            new("of-reading-alone",
            [
                Bob.KeepsReadingQuiet(),
                Alice.Sends(M1, to: Bob),
                Bob.Answers(Codes.Success, Alice).Proves("RCPT-8.2-01", "RCPT-6.1.2-02"),
                Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),
                Bob.Reads(M1),
                Never(Bob.Sends(Receipt.AnyRead(M1), to: Alice)).Proves("RCPT-8.2-01"),
            ]),
        ],
    };
}
