using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Ledger;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>Who goes there?</summary>
public static class SecReceiptAuthChallenge
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Positive);

    private static readonly Im M2 = new Im("M2").Asking(Im.Positive);

    /// <summary>sec-receipt-auth-challenge.</summary>
    public static Scenario Scenario { get; } = new("sec-receipt-auth-challenge")
    {
        Suite = Suite.Receipts,
        Title = "A receipt that is challenged goes out again with a proof of identity",
        Story = "Alice's server wants to know who sends her receipts. Bob's receipt is challenged like any MESSAGE; it goes out once more, with "
            + "credentials, and arrives. A later one is told that the nonce has grown old, and goes out with a new one.",
        Seats = [Bob.As(Seat.ImRecipient)],
        Variants =
        [
            .. Vary.Over([401, 407], code => [.. Challenged(M1, code), Alice.Answers(200, Bob)]),
            new("stale-nonce", OutOfDate),
        ],
    };

    private static Step[] Challenged(Im im, int code) =>
    [
        Alice.Sends(im, to: Bob),
        Bob.Answers(Codes.Success, Alice),
        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),
        Alice.Answers(code, Bob),
        Bob.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves("RCPT-8-02"),
    ];

    /// <summary>Bob may prove at once who he is, as he did before, or wait to be asked. That he tries again when only the nonce was too old is up to him (RFC 3261 22.1).</summary>
    private static Step[] OutOfDate =>
    [
        .. Challenged(M1, 401),
        Alice.Answers(200, Bob),

        Alice.Sends(M2, to: Bob),
        Bob.Answers(Codes.Success, Alice),
        Bob.Sends(Receipt.Delivered(M2).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02"),
        Alice.Answers(401, Bob).ForStaleNonce(),
        Bob.Sends(Receipt.Delivered(M2).For(Bob), to: Alice).Proves("RCPT-8-02") with { Weight = Severity.Warning },
        Alice.Answers(200, Bob),
    ];
}
