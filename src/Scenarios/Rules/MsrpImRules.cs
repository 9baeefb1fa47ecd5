using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Stack.Msrp;

namespace Conformance.Scenarios.Rules;

/// <summary>Instant messages over MSRP (RCPT-7.1.1-03, -05, -07 and -08).</summary>
public static class MsrpImRules
{
    // What a switch passes on was asked for by somebody else (AMB-46).
    private static readonly Seat[] Writers = [Seat.MsrpSender, Seat.MsrpRecipient];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new Rule("RCPT-7.1.1-03", "an instant message that asks for receipts travels as message/cpim", (m, _) => SendOf(m) switch
        {
            null => RuleOutcome.NotApplicable,
            { } send when send.Has("Receipt-Request") =>
                RuleOutcome.Broken("Receipt-Request inside a message/cpim body", $"an MSRP header Receipt-Request on a SEND of {send.ContentType?.Text}", m.RangeOf("Receipt-Request")),
            { } send when m.Content?.CpimPart?.Cpim?.ReceiptRequest is null => RuleOutcome.NotApplicable,
            { } send when m.Content.Carried()?.Type?.Is("message/cpim") == true => RuleOutcome.Kept,
            { } send => RuleOutcome.Broken("Content-Type: message/cpim", send.ContentType?.Text ?? "no Content-Type", m.RangeOf("Content-Type")),
        }),
        new Rule("RCPT-7.1.1-05", "an instant message that asks for receipts has a Message-ID in its message/cpim body, besides that of the SEND", (m, _) =>
            SendOf(m) is null || m.Content?.Cpim is not { } cpim || cpim.ReceiptRequests.Count == 0 ? RuleOutcome.NotApplicable
            : string.IsNullOrEmpty(cpim.MessageId) ? RuleOutcome.Broken("Message-ID in the message/cpim body", "only the Message-ID of the SEND", m.RangeOf("Receipt-Request"))
            : RuleOutcome.Kept),
        new Rule("RCPT-7.1.1-07", "no SEND asks for positive-delivery", (m, _) => AsksNotFor(Im.Positive, m)) { Seats = Writers },
        new Rule("RCPT-7.1.1-08", "no SEND asks for negative-delivery", (m, _) => AsksNotFor(Im.Negative, m)) { Seats = Writers },
        new Rule("RCPT-7.1.1-14", "who asks for read receipts has announced that it takes them", Announced) { Seats = Writers },
    ];

    private static Wire.Msrp.MsrpMessage? SendOf(Observed m) => m.Kind is MessageKind.InstantMessage ? MsrpEvidence.SendWithBody(m) : null;

    /// <summary>RFC 4975 8.6: the peer may send announced types only, containers and what is in them.</summary>
    private static RuleOutcome Announced(Observed m, Trace t)
    {
        if (SendOf(m) is null || m.Content?.CpimPart?.Cpim is not { } cpim || !cpim.ReceiptRequests.Contains(Im.Read)
            || t.Messages.LastOrDefault(o => o.Index < m.Index && o.FromSut == m.FromSut && o.From == m.From && IsDescription(o)) is not { Sip: { } carrier } found)
        {
            return RuleOutcome.NotApplicable;
        }

        if (!MsrpDescription.TryRead(carrier.Body, out var description, out var problem))
        {
            return RuleOutcome.Broken("a session description of an MSRP session", problem);
        }

        return description.Accepts("message/cpim") && description.Accepts("message/status-receipt+xml", wrapped: true)
            ? RuleOutcome.Kept
            : RuleOutcome.Broken(
                "message/cpim in accept-types, message/status-receipt+xml there or in accept-wrapped-types",
                $"accept-types: {string.Join(' ', description.AcceptTypes)} in the session description of {found.From}");
    }

    private static bool IsDescription(Observed m) => m.Sip is { } sip && sip.ContentType?.Is(MsrpDescription.ContentType) == true;

    private static RuleOutcome AsksNotFor(string word, Observed m)
    {
        if (m.Msrp is null || m.Content?.CpimPart?.Cpim is not { } cpim)
        {
            return RuleOutcome.NotApplicable;
        }

        return cpim.ReceiptRequests.Contains(word, StringComparer.OrdinalIgnoreCase)
            ? RuleOutcome.Broken($"no {word} in Receipt-Request", $"Receipt-Request: {cpim.ReceiptRequest}", m.RangeOf(word))
            : RuleOutcome.Kept;
    }
}
