using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Patience.</summary>
public static class LateReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Negative, Im.Read);

    private static readonly Arrow AtLast = Bob.Sends(Receipt.Delivered(M1).For(Bob), to: Alice);

    /// <summary>sip-late-receipt.</summary>
    public static Scenario Scenario { get; } = new("sip-late-receipt")
    {
        Suite = Suite.Receipts,
        Title = "Receipts may come very late, and nobody watches the clock",
        Story = "Alice asks for all receipts and gets none for a long time, longer than any SIP timer runs and more than a minute. She neither sends the message again nor "
            + "tells her user that it failed. When the receipt comes at last it is taken like any other.",
        Seats = [Alice.As(Seat.ImSender)],
        Flow =
        [
            Alice.IsAskedToSend(M1, to: Bob),
            Alice.Sends(M1, to: Bob),
            Bob.Answers(200, Alice),
            Never(Alice.Sends(M1, to: Bob)).Before(AtLast).Proves("RCPT-3.1-15"),
            Never(Alice.SeesFailure(M1)).Before(AtLast).Proves("RCPT-3.1-15"),
            Overdue(130),

            AtLast,
            Alice.Answers(Codes.Success, Bob).Proves("RCPT-3.1-16", "RCPT-6.1.2-03"),
            Alice.SeesReceipt(M1, "delivered").Proves("RCPT-3.1-16"),
        ],
    };
}
