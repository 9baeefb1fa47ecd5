using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>The response knows nothing of receipts.</summary>
public static class ResponseIndependent
{
    private static readonly Im Asking = new Im("M1").Asking(Im.Positive, Im.Read);

    private static readonly Step[] ReceiptsAnswered =
    [
        Alice.IsAskedToSend(Asking, to: Bob),
        Alice.Sends(Asking, to: Bob),
        Bob.Answers(200, Alice),
        Bob.Sends(Receipt.Delivered(Asking).For(Bob), to: Alice),
        Alice.Answers(Codes.Final, Bob).Proves("RCPT-6.1.2-03"),
        Bob.Sends(Receipt.Read(Asking).For(Bob), to: Alice),
        Alice.Answers(Codes.Final, Bob).Proves("RCPT-6.1.2-03"),
        Bob.Sends(Receipt.Delivered(Asking).For(Bob).About("never-sent"), to: Alice),
        Alice.Answers(Codes.Final, Bob).Proves("RCPT-6.1.2-03"),
    ];

    /// <summary>sip-response-independent.</summary>
    public static Scenario Scenario { get; } = new("sip-response-independent")
    {
        Suite = Suite.Receipts,
        Title = "The SIP response comes at once, whatever receipts are asked for",
        Story = "Alice's messages ask for no receipt, or one, or all, and nobody opens them. Bob answers each at once. His receipts in turn, of any "
            + "kind and even about ids that Alice never used, get a response from her like any MESSAGE.",
        Seats = [Alice.As(Seat.ImSender), Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("none", Answered(new Im("M1"))) { OnlySeats = [Seat.ImRecipient] },
            new("positive", Answered(new Im("M1").Asking(Im.Positive))) { OnlySeats = [Seat.ImRecipient] },
            new("negative", Answered(new Im("M1").Asking(Im.Negative))) { OnlySeats = [Seat.ImRecipient] },
            new("read", Answered(new Im("M1").Asking(Im.Read))) { OnlySeats = [Seat.ImRecipient] },
            new("all", Answered(new Im("M1").Asking(Im.Positive, Im.Negative, Im.Read))) { OnlySeats = [Seat.ImRecipient] },
            new("receipts", ReceiptsAnswered) { OnlySeats = [Seat.ImSender] },
        ],
    };

    private static Step[] Answered(Im im) =>
    [
        Alice.Sends(im, to: Bob),
        Perhaps(Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice)),
        Bob.Answers(Codes.Success, Alice).Proves("RCPT-6.1.2-02", "I3428-7-01"),
    ];
}
