using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Wire.Msrp;

namespace Conformance.Scenarios.Rules;

/// <summary>Receipts over MSRP: how they travel, what they refer to, and that they ask for nothing (RCPT-7.1.1-04, -05 and -09 to -12).</summary>
public static class MsrpReceiptRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new Rule("RCPT-7.1.1-04", "a receipt travels as message/cpim", (m, _) =>
            m.Kind is not MessageKind.Receipt || MsrpEvidence.SendWithBody(m) is not { } send ? RuleOutcome.NotApplicable
            : m.Content.Carried()?.Type?.Is("message/cpim") == true ? RuleOutcome.Kept
            : RuleOutcome.Broken("Content-Type: message/cpim", send.ContentType?.Text ?? "no Content-Type", m.RangeOf("Content-Type"))),
        new Rule("RCPT-7.1.1-05", "a receipt refers to the Message-ID of the message/cpim body, not to that of the SEND", RefersToCpim),
        new Rule("RCPT-7.1.1-09", "no chunk of a receipt asks for an MSRP report", (m, t) => OfReceipt(m, t, send =>
            !MsrpEvidence.Says(send.FailureReport, "no", "yes") ? $"Failure-Report: {send.FailureReport ?? "absent, which means yes"}"
            : !MsrpEvidence.Says(send.SuccessReport, "no", "no") ? $"Success-Report: {send.SuccessReport}"
            : null, "Failure-Report: no, and no Success-Report but no, on every chunk", "-Report")),
        new Rule("RCPT-7.1.1-10", "a receipt says Failure-Report: no", (m, t) => OfReceipt(m, t, send =>
            MsrpEvidence.Says(send.FailureReport, "no", "yes") ? null : $"Failure-Report: {send.FailureReport ?? "absent"}", "Failure-Report: no", "Failure-Report")),
        new Rule("RCPT-7.1.1-11", "a receipt says Success-Report: no, or nothing", (m, t) => OfReceipt(m, t, send =>
            MsrpEvidence.Says(send.SuccessReport, "no", "no") ? null : $"Success-Report: {send.SuccessReport}", "Success-Report: no, or no such header", "Success-Report")),
        new Rule("RCPT-7.1.1-12", "a receipt asks for no receipt", AsksForNothing),
        new Rule("RCPT-8.2-06", "what is under S/MIME in a SEND says in its message/cpim when it was written (RFC 4975 13)", (m, _) =>
            MsrpEvidence.SendWithBody(m) is null || m.Content is not { } content || !content.Layers.Any() || content.CpimPart?.Cpim is not { } cpim ? RuleOutcome.NotApplicable
            : cpim.Header("DateTime") is not null ? RuleOutcome.Kept
            : RuleOutcome.Broken("DateTime inside the signature or envelope", "none")),
    ];

    /// <summary>Judges each chunk that belongs to a receipt; the predicate says what is wrong with it.</summary>
    private static RuleOutcome OfReceipt(Observed m, Trace t, Func<MsrpMessage, string?> fault, string expected, string header) =>
        MsrpEvidence.SendWithBody(m) is not { } send || !MsrpEvidence.IsOfReceipt(m, t) ? RuleOutcome.NotApplicable
        : fault(send) is { } seen ? RuleOutcome.Broken(expected, seen, m.RangeOf(header))
        : RuleOutcome.Kept;

    private static RuleOutcome RefersToCpim(Observed m, Trace t)
    {
        if (m.Msrp is null || m.Kind is not MessageKind.Receipt || m.Content?.Receipt?.Document?.MessageId?.Trim() is not { Length: > 0 } id)
        {
            return RuleOutcome.NotApplicable;
        }

        if (t.InstantMessage(id, m) is not null)
        {
            return RuleOutcome.Kept;
        }

        return t.Messages.Any(other => other.Index < m.Index && other.Msrp is { Method: "SEND" } send && send.MessageId == id)
            ? RuleOutcome.Broken("the Message-ID of a message/cpim body in message-id", $"{id}, which is the Message-ID of a SEND", m.RangeOf(id))
            : RuleOutcome.NotApplicable;
    }

    /// <summary>Both spellings that the draft uses for the header count (AMB-01).</summary>
    private static RuleOutcome AsksForNothing(Observed m, Trace t)
    {
        if (m.Msrp is null || m.Kind is not MessageKind.Receipt || m.Content?.Cpim is not { } cpim)
        {
            return RuleOutcome.NotApplicable;
        }

        foreach (var header in cpim.Headers)
        {
            if (header.Name is "Receipt-Request" or "Request-Receipt" && header.Value.Trim().Length > 0)
            {
                return RuleOutcome.Broken("no Receipt-Request", $"{header.Name}: {header.Value}", m.RangeOf(header.Name));
            }
        }

        return RuleOutcome.Kept;
    }
}
