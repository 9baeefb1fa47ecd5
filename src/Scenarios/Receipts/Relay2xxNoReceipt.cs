using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Receipts;

/// <summary>A downstream success gives an intermediary nothing to report.</summary>
public static class Relay2xxNoReceipt
{
    /// <summary>relay-2xx-no-receipt.</summary>
    public static Scenario Scenario { get; } = new("relay-2xx-no-receipt")
    {
        Suite = Suite.Receipts,
        Title = "A relay makes no receipt out of a downstream 2xx",
        Story = "Alice asks for delivery receipts. The relay answers 202 itself and passes the message on; Bob answers 2xx. That is no proof of delivery, "
            + "since something may still fail behind Bob, so the relay sends Alice nothing, whatever transport either of them is at.",
        Seats = [Relay.As(Seat.ImIntermediary)],
        Variants =
        [
            .. Vary.Over(
                [
                    ("positive-200", (Asked: new[] { Im.Positive }, Code: 200)),
                    ("both-200", (Asked: new[] { Im.Positive, Im.Negative }, Code: 200)),
                    ("both-202", (Asked: new[] { Im.Positive, Im.Negative }, Code: 202)),
                    ("negative-200", (Asked: new[] { Im.Negative }, Code: 200)),
                ],
                v => PassedOn(new Im("M1").Asking(v.Asked), Bob, v.Code)),
            new("udp-in-tcp-out", PassedOn(new Im("M1").Asking(Im.Positive, Im.Negative), Bob.ReachedOver(TransportKind.Tcp), 200))
            {
                OnlyTransports = [TransportKind.Udp],
                BesideTransports = [TransportKind.Tcp],
            },
        ],
    };

    private static IReadOnlyList<Step> PassedOn(Im im, Party bob, int code) =>
    [
        Alice.Sends(im, to: bob, via: Relay),
        Relay.Answers(Codes.Success, Alice).Proves("I3428-7-01"),
        Relay.Forwards(im, to: bob),
        bob.Answers(code, Relay),
        Never(Relay.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.2-08"),
    ];
}
