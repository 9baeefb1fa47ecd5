using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The wrong envelope.</summary>
public static class NonCpimIm
{
    private static readonly Im M1 = new Im("M1").InBare("text/plain; charset=utf-8", "Receipt-Request: positive-delivery\r\n\r\n")
        .WithHeader("Receipt-Request", "positive-delivery, read").AsProvocation();

    /// <summary>sip-non-cpim-im.</summary>
    public static Scenario Scenario { get; } = new("sip-non-cpim-im")
    {
        Suite = Suite.Receipts,
        Title = "A message without message/cpim cannot ask for receipts",
        Story = "Alice's message is plain text. What looks like a request stands in a SIP header and in the text itself, where it means nothing. Bob "
            + "shows the text and sends no receipt.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Flow =
        [
            Alice.Sends(M1, to: Bob),
            Bob.Answers(Codes.Success, Alice).Proves("I3428-7-05"),
            Bob.SeesMessage(M1).Proves("I3428-7-05"),
            Bob.Reads(M1),
            Never(Bob.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-3.2-05", "RCPT-3.1-11"),
        ],
    };
}
