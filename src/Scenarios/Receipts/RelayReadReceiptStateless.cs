using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A read receipt passes as through a stateless proxy.</summary>
public static class RelayReadReceiptStateless
{
    private const string Gateway = "protocol-gateway";

    private static readonly Im M1 = new Im("M1").Asking(Im.Read);

    /// <summary>relay-read-receipt-stateless.</summary>
    public static Scenario Scenario { get; } = new("relay-read-receipt-stateless")
    {
        Suite = Suite.Receipts,
        Title = "A read receipt is forwarded statelessly",
        Story = "Bob's read receipt passes the relay on its way to Alice. The relay keeps no state for it: the body is untouched, it answers nothing itself, a "
            + "retransmission is forwarded like the first copy and with the same branch, and Alice's answer goes back to Bob. No receipt arises from its fate.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            .. Vary.Over([("retransmitted", Receipt.Read(M1).For(Bob)), ("retransmitted-485", Receipt.ReadUnknown(M1).For(Bob))], Retransmitted)
                .Select(v => v with { OnlyTransports = [TransportKind.Udp] }),
            .. Vary.Over([200, 480, 603], Answered),
        ],
    };

    private static IReadOnlyList<Step> Retransmitted(Receipt read)
    {
        var again = Bob.Repeats(read, to: Relay);
        var answer = Alice.Answers(200, Relay);
        return
        [
            Bob.Sends(read, to: Alice, via: Relay),
            Never(Relay.Answers(Codes.Final, Bob)).UpTo(answer).Proves("RCPT-6.2-15").Resting("AMB-37", Gateway),
            Relay.Forwards(read, to: Alice).Proves("RCPT-6.2-15"),
            Quiet(6),
            again,
            Relay.Repeats(read, to: Alice).Advisory("AMB-37").Resting("AMB-37", Gateway).Proves("RCPT-6.2-15"),
            answer,
            Relay.Answers(Codes.Success, Bob).Proves("RCPT-6.2-15").Resting("AMB-37", Gateway),
        ];
    }

    private static IReadOnlyList<Step> Answered(int code)
    {
        var read = Receipt.Read(M1).For(Bob);
        var answer = Alice.Answers(code, Relay);
        return
        [
            Bob.Sends(read, to: Alice, via: Relay),
            Never(Relay.Answers(Codes.Final, Bob)).UpTo(answer).Proves("RCPT-6.2-15").Resting("AMB-37", Gateway),
            Relay.Forwards(read, to: Alice).Proves("RCPT-6.2-15"),
            Quiet(2),
            answer,
            Relay.Answers(code, Bob).Proves("RCPT-6.2-15").Resting("AMB-37", Gateway),
            Never(Relay.Sends(Receipt.Any(M1), to: Bob)).Proves("RCPT-6.2-15"),
        ];
    }
}
