using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The response has said it all.</summary>
public static class ErrorResponseNoReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative);

    /// <summary>sip-error-response-no-receipt.</summary>
    public static Scenario Scenario { get; } = new("sip-error-response-no-receipt")
    {
        Suite = Suite.Receipts,
        Title = "No receipt follows an error response",
        Story = "Alice asks for delivery receipts and Bob refuses her message. The response has told her so. A negative receipt on top would say it "
            + "twice, and a positive one would be a lie.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants = Vary.Over([404, 415, 480, 486, 488, 500, 503, 600, 603], code => new Step[]
        {
            Bob.Refuses(code),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(code, Alice).Proves("RCPT-6.1.2-01"),
            Never(Bob.Sends(Receipt.Failed(M1), to: Alice)).Proves("RCPT-6.1.3.1-10"),
            Never(Bob.Sends(Receipt.Delivered(M1), to: Alice)).Proves("RCPT-6.1.3.1-04"),
        }),
    };
}
