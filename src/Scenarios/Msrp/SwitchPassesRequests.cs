using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>A switch carries requests for receipts; it does not act on them.</summary>
public static class SwitchPassesRequests
{
    private static readonly Im Read = new Im("M1").Asking(Im.Read).Reporting(failure: "yes");

    private static readonly Im Interrupted =
        Read.WithLines("Subject: " + string.Concat(Enumerable.Repeat("a long subject ", 140)).TrimEnd()).CutIn("Receipt-Request: read");

    private static readonly Im Between = new Im("M2").Asking(Im.Read).Reporting(failure: "yes");

    /// <summary>switch-passes-requests.</summary>
    public static Scenario Scenario { get; } = new("switch-passes-requests")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Requests pass through the switch untouched",
        Story = "Alice and Bob are connected through an MSRP switch. A message of hers that asks for receipts reaches Bob with the same octets in its "
            + "message/cpim body, and the switch itself never sends a receipt about it, whatever was asked for. Messages to two people whose chunks come in turns "
            + "do not get mixed up.",
        Seats = [Switch.As(Seat.MsrpIntermediary)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("read", Flow(Read, answered: true)),
            new("failure-report-absent", Flow(Read.Reporting(failure: null, success: null), answered: true)),
            new("failure-report-no", Flow(Read.Reporting(failure: "no"), answered: false)),
            new("failure-report-partial", Flow(Read.Reporting(failure: "partial"), answered: false)),
            new("success-report", Flow(Read.Reporting(failure: "yes", success: "yes"), answered: true)),
            new("chunked", Flow(Read.CutIn("Receipt-Request: read").AsProvocation(), answered: true)),
            new("chunks-in-turns", Mixed()),
            new("delivery-requests", Flow(Read.Asking(Im.Positive, Im.Negative, Im.Read).AsProvocation(), answered: true)),
        ],
    };

    private static IReadOnlyList<Step> Mixed() =>
    [
        Alice.OpensSessionWith(Switch),
        Bob.OpensSessionWith(Switch),
        Carol.OpensSessionWith(Switch),
        Alice.Begins(Interrupted, to: Bob, via: Switch),
        Alice.Sends(Between, to: Carol, via: Switch),
        Alice.Concludes(Interrupted, to: Bob, via: Switch),
        Switch.Answers(200, Alice, Interrupted).Proves("RCPT-7.1.2-01"),
        Switch.Answers(200, Alice, Between).Proves("RCPT-7.1.2-01"),
        Switch.Forwards(Interrupted, to: Bob).Proves("RCPT-7.2-04"),
        Switch.Forwards(Between, to: Carol).Proves("RCPT-7.2-04"),
        Never(Switch.Sends(Receipt.Any(Interrupted), to: Alice)).Proves("RCPT-7.2-03"),
        Never(Switch.Sends(Receipt.Any(Between), to: Alice)).Proves("RCPT-7.2-03"),
    ];

    private static IReadOnlyList<Step> Flow(Im im, bool answered)
    {
        List<Step> steps =
        [
            Alice.OpensSessionWith(Switch),
            Bob.OpensSessionWith(Switch),
            Alice.Sends(im, to: Bob, via: Switch),
        ];
        steps.Add(answered
            ? Switch.Answers(200, Alice).Proves("RCPT-7.1.2-01")
            : Never(Switch.Answers(Codes.Success, Alice)).Proves("RCPT-7.1.2-01"));
        steps.AddRange(
        [
            Switch.Forwards(im, to: Bob).Proves("RCPT-7.2-04"),
            Never(Switch.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-7.2-03"),
        ]);
        return steps;
    }
}
