using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Who asks for nothing gets nothing.</summary>
public static class MsrpNoRequestNoReceipt
{
    /// <summary>msrp-no-request-no-receipt.</summary>
    public static Scenario Scenario { get; } = new("msrp-no-request-no-receipt")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Absent or empty request over MSRP",
        Story = "Alice's messages ask for no receipt, by an empty request header or by none, one of them has no Message-ID either, and one is plain text that only looks like asking. Bob "
            + "answers and shows them like any other and never sends a receipt, not even when his user reads them.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("absent", Flow(new Im("M1"), "RCPT-3.1-11")),
            new("empty", Flow(new Im("M1").AskingInWords(" ").AsProvocation(), "RCPT-3.1-12")),
            new("empty-after-colon", Flow(new Im("M1").AskingInWords("").AsProvocation(), "RCPT-3.1-12")),
            new("no-message-id", Flow(new Im("M1").WithoutMessageId(), "RCPT-3.1-05")),
            new("no-cpim", Flow(new Im("M1").InBare("text/plain; charset=utf-8", "Receipt-Request: read\r\n\r\n").AsProvocation(), "RCPT-3.1-11")),
            new("request-without-message-id", Flow(new Im("M1").Asking(Im.Read).WithoutMessageId().AsProvocation(), "RCPT-3.2-05")),
        ],
    };

    private static IReadOnlyList<Step> Flow(Im im, string requirement) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.Sends(im, to: Bob),
        Never(Bob.Sends(Receipt.Any(im), to: Alice)).Proves(requirement, "RCPT-3.2-05"),
        Bob.Answers(200, Alice).Proves(requirement),
        Bob.SeesMessage(im).Proves(requirement),
        Bob.Reads(im),
    ];
}
