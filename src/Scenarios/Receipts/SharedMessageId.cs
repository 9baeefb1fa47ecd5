using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Two messages under one name.</summary>
public static class SharedMessageId
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);
    private static readonly Im Twin = new Im("M2").Asking(Im.Positive).WithIdOf(M1);

    /// <summary>sip-shared-message-id.</summary>
    public static Scenario Scenario { get; } = new("sip-shared-message-id")
    {
        Suite = Suite.Receipts,
        Title = "A Message-ID that was used before brings no second receipt for one message",
        Story = "Alice's second message has the Message-ID of her first, which is her fault. Bob may take it for the same message or for another one, and answers it in any case; each of the two brings "
            + "one receipt at most (AMB-26).",
        Seats = [Bob.As(Seat.ImRecipient)],
        Flow =
        [
            Alice.Sends(M1, to: Bob),
            Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02"),
            Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),

            Perhaps(Bob.Sends(Receipt.Delivered(Twin).For(Bob), to: Alice)),
            Alice.Sends(Twin, to: Bob),
            Bob.Answers(Codes.Final, Alice, of: Twin).Proves("RCPT-6.1.2-02"),
        ],
    };
}
