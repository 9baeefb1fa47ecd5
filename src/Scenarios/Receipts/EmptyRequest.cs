using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A request for nothing.</summary>
public static class EmptyRequest
{
    /// <summary>sip-empty-request.</summary>
    public static Scenario Scenario { get; } = new("sip-empty-request")
    {
        Suite = Suite.Receipts,
        Title = "An empty Receipt-Request asks for nothing",
        Story = "Alice's message has a Receipt-Request header without any value, which the grammar does not allow and the draft gives a meaning: she "
            + "wants nothing. Bob takes the message like any other, and no receipt comes, not even after reading.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants = Vary.Over([("blank", " "), ("nothing", ""), ("two-blanks", "  ")], value =>
        {
            var im = new Im("M1").AskingInWords(value).AsProvocation();
            return
            [
                Alice.Sends(im, to: Bob),
                Bob.Answers(Codes.Success, Alice).Proves("RCPT-3.1-12", "RCPT-6.1.2-02"),
                Bob.SeesMessage(im).Proves("RCPT-3.1-12"),
                Bob.Reads(im),
                Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-3.1-12"),
            ];
        }),
    };
}
