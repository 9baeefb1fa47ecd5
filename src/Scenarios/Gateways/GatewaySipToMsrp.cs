using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Gateways;

/// <summary>Towards SIP page mode a gateway is an endpoint that learns late what became of a message.</summary>
public static class GatewaySipToMsrp
{
    private static readonly Im M1 = new("M1");
    private static readonly Im All = M1.Asking(Im.Positive, Im.Negative, Im.Read);
    private static readonly Im Both = M1.Asking(Im.Positive, Im.Negative);

    private static readonly Step BobCalls = Bob.OpensSessionWith(Gateway);
    private static readonly Step GatewayCalls = Gateway.OpensSessionWith(Bob).OfItsOwnAccord();

    /// <summary>gateway-sip-to-msrp.</summary>
    public static Scenario Scenario { get; } = new("gateway-sip-to-msrp")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Both,
        Title = "SIP page mode (Alice) into an MSRP session (Bob)",
        Story = "Alice writes over SIP, Bob is in an MSRP session with the gateway. Her message reaches him with the same octets, and the gateway asks for an "
            + "MSRP REPORT, since the 200 of the first hop proves nothing. When Bob's side reports success Alice gets a positive receipt, and a negative one "
            + "when it fails, as far as she asked. Bob's read receipt comes back to her as a MESSAGE, unchanged.",
        Seats = [Gateway.As(Seat.Gateway)],
        Variants =
        [
            new("bob-invites", Delivered(All, BobCalls)),
            new("gateway-invites", Delivered(All, GatewayCalls)),
            new("positive", Delivered(M1.Asking(Im.Positive), BobCalls)),
            new("negative-positive", Delivered(M1.Asking(Im.Negative, Im.Positive), BobCalls)),
            new("long-text", Delivered(All.WithTextOf(5000), BobCalls)) { OnlyTransports = [TransportKind.Tcp, TransportKind.Tls] },
            new("not-asked", Unasked(M1.Asking(Im.Negative, Im.Read), 200)),
            new("no-request", Unasked(M1, 200)),
            new("403", Failed(Both, Bob.Answers(403, Gateway))),
            new("408", Failed(Both, Bob.Answers(408, Gateway))),
            new("413", Failed(Both, Bob.Answers(413, Gateway))),
            new("481", Failed(Both, Bob.Answers(481, Gateway))),
            new("failure-report", Failed(Both, Bob.Answers(200, Gateway), Bob.Sends(new DeliveryReport(Both, 403), to: Gateway))),
            new("connection-lost", Failed(Both, Bob.Ignores(Gateway), Bob.LosesConnection())),
            new("no-session", NoSession(Both, Bob.RefusesSessions(480))),
            new("no-connection", NoSession(Both, Bob.TakesNoConnections())),
            new("failure-not-asked", Unasked(M1.Asking(Im.Positive, Im.Read), 413)),
        ],
    };

    private static List<Step> Begun(Im im, Step session)
    {
        // A gateway that is to call somebody needs a reason, and Alice's message is one.
        List<Step> steps = [Alice.Sends(im, to: Bob, via: Gateway), Gateway.Answers(Codes.SuccessSaying(202), Alice).Proves("I3428-7-01")];
        steps.Insert(session == GatewayCalls ? 2 : 0, session);
        steps.Add(Gateway.Forwards(im, to: Bob).Proves("RCPT-7.2-04"));
        return steps;
    }

    private static List<Step> Delivered(Im im, Step session)
    {
        var report = Bob.Sends(new DeliveryReport(im, 200), to: Gateway);
        List<Step> steps =
        [
            .. Begun(im, session),
            Bob.Answers(200, Gateway),
            Never(Gateway.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.1.3.1-03").Before(report),
            report,
            Gateway.Sends(Receipt.Delivered(im).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-02", "RCPT-3.1-13"),
        ];
        if (im.Requests?.Contains(Im.Read) == true)
        {
            var read = Receipt.Read(im).For(Bob);
            steps.Add(Bob.Sends(read, to: Alice, via: Gateway));
            steps.Add(Never(Gateway.Answers(Codes.Final, Bob)).Proves("RCPT-7.1.2-04"));
            steps.Add(Gateway.Forwards(read, to: Alice).Proves("RCPT-7.2-04"));
        }

        steps.Add(Never(Gateway.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.1.3.1-02"));
        return steps;
    }

    private static List<Step> Failed(Im im, params Step[] failure) =>
    [
        .. Begun(im, BobCalls),
        .. failure,
        Gateway.Sends(Receipt.Failed(im).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-07", "RCPT-3.1-13"),
        Never(Gateway.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.1.3.1-07"),
    ];

    private static List<Step> NoSession(Im im, Control instead) =>
    [
        instead,
        Alice.Sends(im, to: Bob, via: Gateway),
        Gateway.Answers(Codes.SuccessSaying(202), Alice).Proves("I3428-7-01"),
        Gateway.Sends(Receipt.Failed(im).For(Bob), to: Alice).Proves("RCPT-6.1.3.1-07", "RCPT-3.1-13"),
        Never(Gateway.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-6.1.3.1-07"),
    ];

    private static List<Step> Unasked(Im im, int outcome) =>
    [
        .. Begun(im, BobCalls),
        Bob.Answers(outcome, Gateway),
        Never(Gateway.Sends(Receipt.Any(im), to: Alice)).Proves("RCPT-3.2-05", "RCPT-3.1-11"),
    ];
}
