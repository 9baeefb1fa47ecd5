using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>Failure on a leg is a matter of MSRP.</summary>
public static class SwitchLegFailure
{
    /// <summary>switch-leg-failure.</summary>
    public static Scenario Scenario { get; } = new("switch-leg-failure")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "A broken leg gives MSRP reports, never receipts",
        Story = "Alice wrongly asks for delivery receipts, and Bob's leg refuses the message, disowns the session, breaks or stays silent, be he the only other one or one of a room. The switch may tell Alice by a "
            + "failure REPORT, as far as her report headers want one; it never writes a receipt, because requests for receipts mean nothing "
            + "to it.",
        Seats = [Switch.As(Seat.MsrpIntermediary)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("403", Flow(403, "yes")),
            new("408", Flow(408, "yes")),
            new("413", Flow(413, "yes")),
            new("413-failure-report-partial", Flow(413, "partial")),
            new("481", Flow(481, "yes")),
            new("connection-lost", Flow(null, "yes", Bob.LosesConnection())),
            new("connection-lost-failure-report-no", Flow(null, "no", Bob.LosesConnection())),
            new("room-413", InRoom(Bob.Answers(413, Switch))),
            new("room-connection-lost", InRoom(Bob.Ignores(Switch), Bob.LosesConnection())),
            new("silence", Flow(null, "yes")),
        ],
    };

    /// <summary>Carol gets the message that Bob does not get, and that makes no receipt either.</summary>
    private static IReadOnlyList<Step> InRoom(params Step[] failure)
    {
        var im = new Im("M1").Asking(Im.Positive, Im.Negative, Im.Read).Reporting(failure: "yes", success: "yes").AsProvocation();
        return
        [
            Alice.OpensSessionWith(Switch),
            Bob.OpensSessionWith(Switch),
            Carol.OpensSessionWith(Switch),
            Alice.Sends(im, to: Switch),
            Never(Switch.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-7.2-03"),
            Switch.Forwards(im, to: Carol).Proves("RCPT-7.2-02"),
            Switch.Forwards(im, to: Bob).Proves("RCPT-7.2-02"),
            .. failure,
            Quiet(4),
        ];
    }

    private static IReadOnlyList<Step> Flow(int? refusal, string failureReport, Step? then = null)
    {
        var im = new Im("M1").Asking(Im.Positive, Im.Negative, Im.Read).Reporting(failure: failureReport).AsProvocation();
        List<Step> steps =
        [
            Alice.OpensSessionWith(Switch),
            Bob.OpensSessionWith(Switch),
            Alice.Sends(im, to: Bob, via: Switch),
            Never(Switch.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-7.2-03"),
            Switch.Forwards(im, to: Bob).Proves("RCPT-7.2-04"),
            refusal is { } code ? Bob.Answers(code, Switch) : Bob.Ignores(Switch),
        ];
        if (then is not null)
        {
            steps.Add(then);
        }

        if (failureReport == "no")
        {
            steps.Add(Never(Switch.Sends(new DeliveryReport(im), to: Alice)).Proves("RCPT-7.1.2-04"));
        }

        // RFC 4975 7.1.1 gives a silent leg up after 30 s.
        steps.Add(Quiet(refusal is null && then is null ? 70 : 4));
        return steps;
    }
}
