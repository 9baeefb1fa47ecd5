using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Msrp;

/// <summary>MSRP responses are due by the rules of MSRP, whatever receipts are asked for.</summary>
public static class MsrpImResponseRules
{
    /// <summary>msrp-im-response-rules.</summary>
    public static Scenario Scenario { get; } = new("msrp-im-response-rules")
    {
        Suite = Suite.Receipts,
        Carrier = Carrier.Msrp,
        Title = "Responses to IMs follow Failure-Report",
        Story = "Alice sends messages with every value of Failure-Report. Bob answers 200 where it is yes or absent, and nothing where it says "
            + "partial or no, because the message went well. The read receipt comes in all four cases: it has nothing to do with these "
            + "headers. A SEND of a type that he never announced is answered, or not, by the same rules.",
        Seats = [Bob.As(Seat.MsrpRecipient)],
        Transports = [TransportKind.Tcp, TransportKind.Tls],
        Variants =
        [
            new("absent", Flow(null, null, answered: true)),
            new("yes", Flow("yes", null, answered: true)),
            new("partial", Flow("partial", null, answered: false)),
            new("no", Flow("no", null, answered: false)),
            new("no-and-success-report-no", Flow("no", "no", answered: false)),
            new("unannounced-type-partial", Unannounced("partial", Never(Bob.Answers(Codes.Success, Alice)).Proves("RCPT-7.1.2-01"))),
            new("unannounced-type-no", Unannounced("no", Never(Bob.Answers(Codes.Final, Alice)).Proves("RCPT-7.1.2-04"))),
            new("unannounced-type-yes", Unannounced("yes", Bob.Answers(Codes.Final, Alice).Proves("RCPT-7.1.2-01"))),
        ],
    };

    /// <summary>What Bob has not announced he may refuse; an error is answered under partial too, and under no nothing ever is.</summary>
    private static IReadOnlyList<Step> Unannounced(string failure, Step answered) =>
    [
        Alice.OpensSessionWith(Bob),
        Alice.Sends(new Im("M1").InBare("application/x-nobody-knows-this").Reporting(failure).AsProvocation(), to: Bob),
        answered,
    ];

    private static IReadOnlyList<Step> Flow(string? failure, string? success, bool answered)
    {
        var im = new Im("M1").Asking(Im.Read).Reporting(failure, success);
        List<Step> steps = [Alice.OpensSessionWith(Bob), Alice.Sends(im, to: Bob)];
        if (answered)
        {
            steps.Add(Bob.Answers(200, Alice).Proves("RCPT-7.1.2-01"));
        }
        else
        {
            string[] rows = failure == "no" ? ["RCPT-7.1.2-04"] : ["RCPT-7.1.2-01"];
            steps.Add(Never(Bob.Answers(Codes.Final, Alice)).Proves(rows));
            steps.Add(Never(Bob.Sends(new DeliveryReport(im), to: Alice)).Proves(rows));
        }

        steps.AddRange(
        [
            Bob.SeesMessage(im).Proves("RCPT-7.1.2-01"),
            // Where nobody says what the user sees, an unanswered SEND needs some time before it can be read.
            Quiet(2),
            Bob.Reads(im),
            Bob.Sends(Receipt.Read(im), to: Alice).Proves("RCPT-3.3-03"),
        ]);
        return steps;
    }
}
