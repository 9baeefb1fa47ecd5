using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Rules;

namespace Conformance.Scenarios.Rules;

/// <summary>What leaves an MSRP switch or a gateway compared with what came to it (RCPT-7.2-03 and -04).</summary>
public static class MsrpSwitchRules
{
    private static readonly Seat[] Switches = [Seat.MsrpIntermediary, Seat.Gateway];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new Rule("RCPT-7.2-03", "every receipt that leaves an intermediary by MSRP was sent to it by a party", (m, t) =>
            !m.FromSut || m.Msrp is null || m.Kind is not MessageKind.Receipt || IsOfHiddenRoom(t) ? RuleOutcome.NotApplicable
            : Origins(m, t).Count > 0 ? RuleOutcome.Kept
            : RuleOutcome.Broken("no receipt but those of the parties", "a receipt that no party has sent", m.RangeOf("status-receipt"))) { Seats = Switches },
        new Rule("RCPT-7.2-04", "an intermediary changes nothing in a message/cpim body, nor the report headers of a receipt", (m, t) => Unchanged(m, t)) { Seats = Switches },
    ];

    /// <summary>A room with hidden members speaks for them, as 8.2 wants it (AMB-74).</summary>
    private static bool IsOfHiddenRoom(Trace t) => t.Messages.Any(o => o.Template is MemberCopy { IsHidden: true });

    private static RuleOutcome Unchanged(Observed m, Trace t)
    {
        var origins = m.FromSut && !IsOfHiddenRoom(t) ? Origins(m, t) : [];
        if (origins.Count == 0)
        {
            return RuleOutcome.NotApplicable;
        }

        if (!origins.Any(o => o.Payload.Span.SequenceEqual(m.Payload.Span)))
        {
            if (t.Seat == Seat.Gateway && origins.Any(o => PassedOn.OnlyDeliveryWordsAreGone(o.Payload, m.Payload)))
            {
                return RuleOutcome.Broken(new Violation("the octets that came in", "a body that does not ask for delivery receipts any more") { Severity = Severity.Warning, Reading = "AMB-46" });
            }

            var at = origins[0].Payload.Span.CommonPrefixLength(m.Payload.Span);
            return RuleOutcome.Broken("the octets that came in", $"a body that differs from octet {at} on", m.RangeInPayload(at, Math.Min(16, m.Payload.Length - at)));
        }

        return m is { Kind: MessageKind.Receipt, Msrp: not null } && origins.All(o => Says(o, "no")) && !Says(m, "no")
            ? RuleOutcome.Broken("Failure-Report: no, as on the receipt that came in", m.Msrp?.FailureReport ?? "absent", m.RangeOf("Failure-Report"))
            : RuleOutcome.Kept;
    }

    /// <summary>What parties sent before that is about the same message: the same Message-ID, or a receipt for the same one.</summary>
    private static List<Observed> Origins(Observed m, Trace t) => NameOf(m) is not { } name
        ? []
        : [.. t.Messages.Where(o => !o.FromSut && o.Index < m.Index && o.Kind == m.Kind && NameOf(o) == name)];

    private static string? NameOf(Observed m) => m.Kind is MessageKind.Receipt
        ? m.Content?.Receipt?.Document is { } document ? $"{document.MessageId} {document.Type} {document.Status} {document.RecipientUri}" : null
        : m.Content?.CpimPart?.Cpim?.MessageId;

    private static bool Says(Observed m, string value) => MsrpEvidence.Says(m.Msrp?.FailureReport, value, "yes");
}
