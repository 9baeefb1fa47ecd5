using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>How the same request may be written.</summary>
public static class ListSyntaxTolerance
{
    /// <summary>sip-list-syntax-tolerance.</summary>
    public static Scenario Scenario { get; } = new("sip-list-syntax-tolerance")
    {
        Suite = Suite.Receipts,
        Title = "A list of requests is understood with and without blanks around the comma",
        Story = "Alice asks for two receipts in one header, and the blanks around the comma vary. Bob honours both requests each time: a positive "
            + "receipt at delivery, a read receipt after reading.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants = Vary.Over([("tight", " positive-delivery,read"), ("usual", " positive-delivery, read"), ("reversed-loose", " read , positive-delivery")], value =>
        {
            var im = new Im("M1").AskingInWords(value);
            return
            [
                Alice.Sends(im, to: Bob),
                Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02"),
                Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves("RCPT-3.1-13", "RCPT-6.1.3.1-02"),
                Bob.Reads(im),
                Bob.Sends(Receipt.Read(im).For(Bob), to: Alice).Proves("RCPT-3.1-13", "RCPT-3.3-03"),
                Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-3.2-05"),
            ];
        }),
    };
}
