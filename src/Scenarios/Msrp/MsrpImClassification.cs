using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Whatever is no receipt is a message, in sessions too.</summary>
public static class MsrpImClassification
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>msrp-im-classification.</summary>
    public static Scenario Scenario { get; } = new("msrp-im-classification")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Any content but a receipt makes an instant message in a session",
        Story = "Alice sends messages with contents of several types, one of them marked like a receipt though it is plain text. Bob answers each as a "
            + "message, and his user's reading of it is reported.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants = Vary.Over(
            [
                ("text-plain-confirm", M1.Of("text/plain; charset=utf-8", "confirm")),
                ("text-html", M1.Of("text/html; charset=utf-8")),
            ],
            im => new Step[]
            {
                Alice.OpensSessionWith(Bob),
                Alice.Sends(im, to: Bob),
                Bob.Answers(Codes.Of(200, 415), Alice).Proves("RCPT-3.4-01"),
                Bob.SeesMessage(im).IfAccepted(im).Proves("RCPT-3.4-01", "RCPT-7.1.3.1-01"),
            }),
    };
}
