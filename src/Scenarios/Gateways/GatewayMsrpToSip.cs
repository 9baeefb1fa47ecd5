using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Gateways;

/// <summary>Towards an MSRP session a gateway is an intermediary: REPORTs are all it has to say itself.</summary>
public static class GatewayMsrpToSip
{
    private static readonly Im Read = new Im("M1").Asking(Im.Read).Reporting(failure: "yes", success: "yes");

    /// <summary>gateway-msrp-to-sip.</summary>
    public static Scenario Scenario { get; } = new("gateway-msrp-to-sip")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Both,
        Title = "MSRP session (Alice) into SIP page mode (Bob)",
        Story = "Alice is in an MSRP session with the gateway, Bob is reached by MESSAGE. Her message comes to him with the same octets. What becomes of it on "
            + "the SIP side the gateway tells her by an MSRP REPORT, as far as her report headers want one, and never by a receipt of its own. Bob's read "
            + "receipt goes into her session unchanged, and asks for no report.",
        Seats = [Gateway.As(Seat.Gateway)],
        Variants =
        [
            new("read", Delivered(Read, 200)),
            new("accepted", Delivered(Read, 202)),
            new("no-success-report", Delivered(Read.Reporting(failure: "yes"), 200)),
            new("chunked", Delivered(Read.CutIn("Receipt-Request: read").AsProvocation(), 200)),
            new("delivery-requests", Delivered(Read.Asking(Im.Positive, Im.Negative, Im.Read).AsProvocation(), 200)),
            new("no-request", Passed(new Im("M1").Reporting(failure: "yes", success: "yes"), 200)),
            new("404", Failed(Read, Bob.Answers(404, Gateway))),
            new("603", Failed(Read, Bob.Answers(603, Gateway))),
            new("404-failure-report-partial", Failed(Read.Reporting(failure: "partial"), Bob.Answers(404, Gateway))),
            new("404-failure-report-no", Unreported(Read.Reporting(failure: "no"))),
            new("404-delivery-requests", Failed(Read.Asking(Im.Positive, Im.Negative).AsProvocation(), Bob.Answers(404, Gateway))),
            new("silence", Failed(Read, Bob.Ignores(Gateway))),
        ],
    };

    private static List<Step> Begun(Im im)
    {
        List<Step> steps =
        [
            Alice.OpensSessionWith(Gateway),
            Never(Gateway.Sends(Receipt.AnyDelivery(im), to: Alice)).Proves("RCPT-7.2-03"),
            Alice.Sends(im, to: Bob, via: Gateway),
        ];
        steps.Add(im.FailureReport == "yes"
            ? Gateway.Answers(200, Alice).Proves("RCPT-7.1.2-01")
            : Never(Gateway.Answers(Codes.Success, Alice)).Proves("RCPT-7.1.2-01"));
        steps.Add(Gateway.Forwards(im, to: Bob).Proves("RCPT-7.2-04"));
        return steps;
    }

    private static List<Step> Passed(Im im, int outcome) =>
    [
        .. Begun(im),
        Bob.Answers(outcome, Gateway),
        Never(Gateway.Sends(Receipt.AnyRead(im), to: Alice)).Proves("RCPT-7.2-03"),
    ];

    private static List<Step> Delivered(Im im, int outcome)
    {
        var read = Receipt.Read(im).For(Bob);
        return
        [
            .. Begun(im),
            Bob.Answers(outcome, Gateway),
            Bob.Sends(read, to: Alice, via: Gateway),
            Gateway.Answers(Codes.Success, Bob).Proves("I3428-7-01"),
            Gateway.Forwards(read, to: Alice).Proves("RCPT-7.2-04", "RCPT-7.1.1-04"),
            Never(Gateway.Sends(Receipt.AnyRead(im), to: Alice)).Proves("RCPT-7.2-03"),
        ];
    }

    private static List<Step> Failed(Im im, Answer failure)
    {
        var report = Gateway.Sends(new DeliveryReport(im, 400), to: Alice).Proves("RCPT-7.1.2-01").Advisory("AMB-46");
        return
        [
            .. Begun(im),
            failure,
            failure.Codes == Codes.None ? report.AfterTransactionTimeout() : report,
            Never(Gateway.Sends(Receipt.AnyRead(im), to: Alice)).Proves("RCPT-7.2-03"),
        ];
    }

    private static List<Step> Unreported(Im im) =>
    [
        .. Begun(im),
        Bob.Answers(404, Gateway),
        Never(Gateway.Sends(new DeliveryReport(im), to: Alice)).Proves("RCPT-7.1.2-04"),
        Never(Gateway.Sends(Receipt.AnyRead(im), to: Alice)).Proves("RCPT-7.2-03"),
    ];
}
