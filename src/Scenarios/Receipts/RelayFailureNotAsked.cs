using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Failures that nobody asked to hear of.</summary>
public static class RelayFailureNotAsked
{
    /// <summary>relay-failure-not-asked.</summary>
    public static Scenario Scenario { get; } = new("relay-failure-not-asked")
    {
        Suite = Suite.Receipts,
        Title = "A relay reports no failure that was not asked for",
        Story = "Alice asks for nothing, or for other receipts than a negative one. The relay answers 202 and learns that Bob refuses the message. It sends "
            + "Alice no receipt.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants = Vary.Over(
            [
                ("none-480", (Message: new Im("M1"), Code: 480)),
                ("empty-480", (Message: new Im("M1").AskingInWords(" "), Code: 480)),
                ("read-480", (Message: new Im("M1").Asking(Im.Read), Code: 480)),
                ("positive-480", (Message: new Im("M1").Asking(Im.Positive), Code: 480)),
                ("positive-read-480", (Message: new Im("M1").Asking(Im.Positive, Im.Read), Code: 480)),
                ("read-503", (Message: new Im("M1").Asking(Im.Read), Code: 503)),
                ("positive-603", (Message: new Im("M1").Asking(Im.Positive), Code: 603)),
            ],
            v => new Step[]
            {
                Alice.Sends(v.Message, to: Bob, via: Relay),
                Relay.Answers(Codes.Success, Alice).Proves("I3428-7-01"),
                Relay.Forwards(v.Message, to: Bob),
                Bob.Answers(v.Code, Relay),
                Never(Relay.Sends(Receipt.Any(v.Message), to: Alice)).Proves("RCPT-6.2-04"),
            }),
    };
}
