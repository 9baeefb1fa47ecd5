using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Rules;

namespace Conformance.Scenarios.Rules;

/// <summary>Which SENDs are answered, by responses and by REPORTs (RCPT-7.1.2-01, -02 and -04; RFC 4975 7.1.2 to 7.2).</summary>
public static class MsrpResponseRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new Rule("RCPT-7.1.2-01", "responses and REPORTs follow the report headers of the SEND", FollowsHeaders),
        new Rule("RCPT-7.1.2-02", "a receipt gets no response and no REPORT", SilentOnReceipts),
        new Rule("RCPT-7.1.2-04", "a SEND with Failure-Report: no gets no response, and no REPORT but one that Success-Report asks for", SilentWhenTold),
    ];

    private static RuleOutcome FollowsHeaders(Observed m, Trace t)
    {
        if (MsrpEvidence.Subject(m, t) is not { Msrp: { } send })
        {
            return RuleOutcome.NotApplicable;
        }

        var failure = send.FailureReport ?? "yes";
        if (m.IsResponse)
        {
            return MsrpEvidence.Says(failure, "no", "yes") || (MsrpEvidence.Says(failure, "partial", "yes") && m.StatusCode == 200)
                ? RuleOutcome.Broken($"no such response to a SEND with Failure-Report: {failure}", $"{m.StatusCode}")
                : RuleOutcome.Kept;
        }

        return IsSuccess(m) && !MsrpEvidence.Says(send.SuccessReport, "yes", "no")
            ? RuleOutcome.Broken("no success REPORT that was not asked for", $"REPORT with Status: {m.Msrp?.Status}", m.RangeOf("Status"))
            : RuleOutcome.Kept;
    }

    private static RuleOutcome SilentOnReceipts(Observed m, Trace t)
    {
        if (MsrpEvidence.Subject(m, t) is not { Msrp: { } send } subject || !MsrpEvidence.IsOfGenuineReceipt(subject, t))
        {
            return RuleOutcome.NotApplicable;
        }

        if (m.IsRequest && MsrpEvidence.Says(send.SuccessReport, "yes", "no"))
        {
            // Wrongly asked for, yet RFC 4975 7.1.3 wants it sent.
            return RuleOutcome.NotApplicable;
        }

        var seen = m.IsResponse ? $"response {m.StatusCode}" : "REPORT";
        if (MsrpEvidence.Says(send.FailureReport, "no", "yes"))
        {
            return RuleOutcome.Broken("silence", seen);
        }

        return m.FromSut
            ? RuleOutcome.Broken(new Violation("silence, though the receipt forgot to say Failure-Report: no", seen) { Severity = Severity.Warning, Reading = "AMB-41" })
            : RuleOutcome.NotApplicable;
    }

    private static RuleOutcome SilentWhenTold(Observed m, Trace t)
    {
        if (MsrpEvidence.Subject(m, t) is not { Msrp: { } send } || !MsrpEvidence.Says(send.FailureReport, "no", "yes"))
        {
            return RuleOutcome.NotApplicable;
        }

        var isDue = m.IsRequest && IsSuccess(m) && MsrpEvidence.Says(send.SuccessReport, "yes", "no");
        return isDue ? RuleOutcome.Kept : RuleOutcome.Broken("silence, as Failure-Report: no says", m.IsResponse ? $"response {m.StatusCode}" : "REPORT");
    }

    private static bool IsSuccess(Observed report) => report.Msrp?.Status?.Split(' ') is [_, "200", ..];
}
