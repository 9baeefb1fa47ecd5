using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The response has said it all.</summary>
public static class ErrorResponseNoReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative);

    private static readonly Im OfNoKnownType = M1.Of("application/x-nobody-knows-this");

    /// <summary>sip-error-response-no-receipt.</summary>
    public static Scenario Scenario { get; } = new("sip-error-response-no-receipt")
    {
        Suite = Suite.Receipts,
        Title = "No receipt follows an error response",
        Story = "Alice asks for delivery receipts and Bob refuses her message. The response has told her so. A negative receipt on top would say it "
            + "twice, and a positive one would be a lie.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            .. Vary.Over([404, 415, 480, 486, 488, 500, 503, 600, 603], code => (IReadOnlyList<Step>)[Bob.Refuses(code), .. Refused(M1, code)]),
            new("unsupported-type",
            [
                Perhaps(Bob.Sends(Receipt.Delivered(OfNoKnownType).For(Bob), to: Alice)),
                Alice.Sends(OfNoKnownType, to: Bob),
                Bob.Answers(Codes.Final, Alice).Proves("RCPT-6.1.2-01"),
                .. NoReceipt(OfNoKnownType),
            ]),
        ],
    };

    private static Step[] Refused(Im im, Codes refusal) => [Alice.Sends(im, to: Bob), Bob.Answers(refusal, Alice).Proves("RCPT-6.1.2-01"), .. NoReceipt(im)];

    private static Step[] NoReceipt(Im im) =>
    [
        Never(Bob.Sends(Receipt.Failed(im), to: Alice).IfRefused(im)).Proves("RCPT-6.1.3.1-10"),
        Never(Bob.Sends(Receipt.Delivered(im), to: Alice).IfRefused(im)).Proves("RCPT-6.1.3.1-04"),
    ];
}
