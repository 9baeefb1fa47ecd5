using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A room distributes what it is given to everybody else.</summary>
public static class SwitchFanout
{
    /// <summary>switch-fanout.</summary>
    public static Scenario Scenario { get; } = new("switch-fanout")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Room distribution",
        Story = "Alice sends a message to the room. The switch gives it to Bob and to Carol, octets unchanged, whether it asks for receipts or "
            + "not. Their read receipts come back through the switch, each to Alice alone. What she addresses to Bob in the room is for him and not for Carol.",
        Seats = [Switch.As(Seat.MsrpIntermediary)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("read", Flow(new Im("M1").Asking(Im.Read).Reporting(failure: "yes"), receipts: true)),
            new("no-request", Flow(new Im("M1").Reporting(failure: "yes"), receipts: false)),
            new("private", Private(new Im("M1").Asking(Im.Read).Reporting(failure: "yes"))),
        ],
    };

    /// <summary>A room may have no private messages; where it takes one, it is private.</summary>
    private static IReadOnlyList<Step> Private(Im im)
    {
        var receipt = Receipt.Read(im).For(Bob);
        return
        [
            Alice.OpensSessionWith(Switch),
            Bob.OpensSessionWith(Switch),
            Carol.OpensSessionWith(Switch),
            Never(Switch.Sends(im, to: Carol)).Proves("RCPT-7.2-02"),
            Alice.Sends(im, to: Bob, via: Switch),
            Switch.Answers(Codes.Final, Alice).Proves("RCPT-7.1.2-01"),
            Switch.Forwards(im, to: Bob).IfAccepted(im).Proves("RCPT-7.2-02"),
            Never(Switch.Sends(Receipt.Any(im), to: Carol)).Proves("RCPT-8-01"),
            Bob.Sends(receipt, to: Alice, via: Switch).IfAccepted(im),
            Switch.Forwards(receipt, to: Alice).IfAccepted(im).Proves("RCPT-7.2-04"),
            Never(Switch.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-7.2-03"),
        ];
    }

    private static IReadOnlyList<Step> Flow(Im im, bool receipts)
    {
        List<Step> steps =
        [
            Alice.OpensSessionWith(Switch),
            Bob.OpensSessionWith(Switch),
            Carol.OpensSessionWith(Switch),
            Alice.Sends(im, to: Switch),
            Switch.Answers(200, Alice).Proves("RCPT-7.1.2-01"),
            Switch.Forwards(im, to: Bob).Proves("RCPT-7.2-02"),
            Switch.Forwards(im, to: Carol).Proves("RCPT-7.2-02"),
        ];
        if (receipts)
        {
            steps.Add(Never(Switch.Sends(Receipt.Any(im), to: Bob)).Proves("RCPT-8-01"));
            steps.Add(Never(Switch.Sends(Receipt.Any(im), to: Carol)).Proves("RCPT-8-01"));
            foreach (var reader in new[] { Bob, Carol })
            {
                var receipt = Receipt.Read(im).For(reader);
                steps.Add(reader.Sends(receipt, to: Alice, via: Switch));
                steps.Add(Switch.Forwards(receipt, to: Alice).Proves("RCPT-7.2-04"));
            }
        }

        steps.Add(Never(Switch.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-7.2-03"));
        return steps;
    }
}
