using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>One of several.</summary>
public static class MultiRecipientReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive, Im.Read);

    /// <summary>sip-multi-recipient-receipt.</summary>
    public static Scenario Scenario { get; } = new("sip-multi-recipient-receipt")
    {
        Suite = Suite.Receipts,
        Title = "Among several recipients a receipt says whose it is",
        Story = "Alice's message names Bob and Carol, in To or cc, in either order. Bob's receipts say that they are his, by the address under which "
            + "the message named him, and go to Alice. So they do when the message comes beside a recipient history, unless he cannot take two parts in one.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            new("first-in-to", Reported(M1.AddressedTo(Bob, Carol))),
            new("second-in-to", Reported(M1.AddressedTo(Carol, Bob))),
            new("in-cc", Reported(M1.AddressedTo(Carol).WithCopyTo(Bob))),
            new("beside-a-history", TakenOrRefused(M1.BesideHistoryOf(Carol))),
        ],
    };

    /// <summary>Nobody has to read multipart/mixed (RFC 3428 7); what is taken is reported (AMB-55).</summary>
    private static Step[] TakenOrRefused(Im im) =>
    [
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Of(200, 202, 415, 488), Alice).Proves("RCPT-6.1.2-02"),
        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).IfAccepted(im).Proves("RCPT-6.1.3.1-02"),
        Bob.Reads(im) with { Presupposes = im },
        Bob.Sends(Receipt.Read(im).For(Bob), to: Alice).IfAccepted(im).Proves("RCPT-3.3-03"),
        Never(Bob.Sends(Receipt.Any(im), to: Carol)).Proves("RCPT-8-01"),
    ];

    private static Step[] Reported(Im im) =>
    [
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Success, Alice),
        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),
        Bob.Reads(im),
        Bob.Sends(Receipt.Read(im).For(Bob), to: Alice).Proves("RCPT-3.3-03"),
    ];
}
