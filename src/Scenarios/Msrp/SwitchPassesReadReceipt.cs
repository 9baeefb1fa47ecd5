using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A switch carries read receipts to whom they are for, and says nothing about them.</summary>
public static class SwitchPassesReadReceipt
{
    private static readonly Im M1 = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>switch-passes-read-receipt.</summary>
    public static Scenario Scenario { get; } = new("switch-passes-read-receipt")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Read receipt crosses the switch",
        Story = "Bob reads a message that came through the switch and sends the receipt the same way. The switch hands it to Alice with the same octets and "
            + "still with Failure-Report: no, answers Bob nothing, and gives nobody else in the room a copy. When Alice is gone the receipt is lost, and nobody is told.",
        Seats = [Switch.As(Seat.MsrpIntermediary)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("two-parties", Flow(Receipt.Read(M1), audience: false)),
            new("success-report-no", Flow(Receipt.Read(M1).Reporting(failure: "no", success: "no"), audience: false)),
            new("three-parties", Flow(Receipt.Read(M1), audience: true)),
            new("sender-gone", Gone(Receipt.Read(M1))),
        ],
    };

    /// <summary>A receipt that finds nobody any more is lost; nobody is told.</summary>
    private static IReadOnlyList<Step> Gone(Receipt receipt) =>
    [
        Alice.OpensSessionWith(Switch),
        Bob.OpensSessionWith(Switch),
        Alice.Sends(M1, to: Bob, via: Switch),
        Switch.Answers(200, Alice),
        Switch.Forwards(M1, to: Bob).Proves("RCPT-7.2-04"),
        Alice.EndsSession(),
        Quiet(2),
        Bob.Sends(receipt, to: Alice, via: Switch),
        Never(Switch.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-04"),
        Never(Switch.Sends(new DeliveryReport(receipt), to: Bob)).Proves("RCPT-7.1.2-04"),
        Never(Switch.Sends(Receipt.OfNothing, to: Bob)).Proves("RCPT-7.2-03"),
    ];

    private static IReadOnlyList<Step> Flow(Receipt receipt, bool audience)
    {
        List<Step> steps = [Alice.OpensSessionWith(Switch), Bob.OpensSessionWith(Switch)];
        if (audience)
        {
            steps.Add(Carol.OpensSessionWith(Switch));
            steps.Add(Never(Switch.Sends(Receipt.Any(M1), to: Carol)).Proves("RCPT-8-01"));
        }

        steps.AddRange(
        [
            Alice.Sends(M1, to: Bob, via: Switch),
            Switch.Answers(200, Alice),
            Switch.Forwards(M1, to: Bob).Proves("RCPT-7.2-04"),
            Bob.Sends(receipt, to: Alice, via: Switch),
            Never(Switch.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-04"),
            Never(Switch.Sends(new DeliveryReport(receipt), to: Bob)).Proves("RCPT-7.1.2-04"),
            Switch.Forwards(receipt, to: Alice).Proves("RCPT-7.2-04"),
            Never(Switch.Sends(Receipt.Any(M1), to: Alice)).Proves("RCPT-7.2-03"),
        ]);
        return steps;
    }
}
