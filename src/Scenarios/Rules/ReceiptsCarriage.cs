using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ReceiptsEvidence;

namespace Conformance.Scenarios.Rules;

/// <summary>How SIP carries instant messages and receipts (draft 5.2 and 6.1).</summary>
public static class ReceiptsCarriage
{
    private static readonly string[] ExtensionHeaders = ["Message-ID", "Receipt-Request"];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new Rule("RCPT-6.1.1-01", "the request is a legal MESSAGE of RFC 3428", (m, t) => m.Carries(t) is { } sip ? MessageRequests.Legal(m, sip, t) : RuleOutcome.NotApplicable),
        new Rule("RCPT-6.1.1-02", "the SIP Content-Type names the type of the body", (m, t) => m.Carries(t) is { } sip ? TrueType(m, sip) : RuleOutcome.NotApplicable),
        new Rule("RCPT-6.1.1-03", "an instant message that asks for receipts is message/cpim", AskingImIsCpim) { Seats = Authors },
        new Rule("RCPT-6.1.1-04", "a receipt is message/cpim", (m, t) => m.Sip is null || m.OwnReceipt(t) is not { } receipt ? RuleOutcome.NotApplicable
            : Demand(receipt.Carrier.Type?.Is("message/cpim") == true, "message/cpim", receipt.Carrier.Type?.ToString() ?? "none", m.RangeOf(SipHeader.ContentType))),
        new Rule("RCPT-6.1.1-05", "Message-ID and Receipt-Request stand in the message/cpim headers alone", (m, t) =>
            m.Carries(t) is { } sip ? InCpimAlone(m, sip) : RuleOutcome.NotApplicable),
        new Rule("RCPT-5.2-02", "no receipt says simple-filter+xml", (m, t) => m.Sip is null || m.OwnReceipt(t) is not { } receipt ? RuleOutcome.NotApplicable
            : Demand(
                receipt.Carrier.Type?.Subtype.Contains("simple-filter", StringComparison.OrdinalIgnoreCase) != true
                    && receipt.Part?.ContentType?.Subtype.Contains("simple-filter", StringComparison.OrdinalIgnoreCase) != true,
                "message/cpim outside, message/status-receipt+xml inside",
                "simple-filter+xml",
                m.RangeOf("simple-filter")) is { Violation: { } slip } ? RuleOutcome.Broken(slip with { Reading = "AMB-03" }) : RuleOutcome.Kept),
        new Rule("RCPT-6.1.3.1-06", "a positive receipt is the payload of a MESSAGE", (m, t) => InMessage(m, t, r => r is ReceiptClass.Positive)) { Seats = [Seat.ImRecipient, Seat.Gateway] },
        new Rule("RCPT-6.1.3.1-09", "a negative receipt is the payload of a MESSAGE", (m, t) => InMessage(m, t, r => r is ReceiptClass.Negative)) { Seats = [Seat.ImRecipient, Seat.Gateway] },
        new Rule("RCPT-6.2-13", "what an intermediary has to tell, it tells in a receipt", MadeByIntermediary) { Seats = [Seat.ImIntermediary] },
    ];

    /// <summary>The SIP request that carries an instant message or a receipt of its sender's own; null for anything else.</summary>
    private static SipMessage? Carries(this Observed message, Trace trace) =>
        message is { IsRequest: true, Sip: { } sip, Kind: MessageKind.InstantMessage or MessageKind.Receipt or MessageKind.ListRequest } && !message.IsPassedOn(trace) ? sip : null;

    private static RuleOutcome TrueType(Observed message, SipMessage sip)
    {
        var count = sip.Fields.Count(f => f.Known == SipHeader.ContentType);
        if (count != 1 || message.PayloadType is not { } type)
        {
            return RuleOutcome.Broken("one Content-Type", $"{count}", message.RangeOf(SipHeader.ContentType));
        }

        var body = message.Payload;
        var isCpim = CpimMessage.TryParse(body, CpimReading.Tolerant, out var cpim, out _) && cpim.Header("From") is not null && cpim.Header("To") is not null;
        return type.Is("message/cpim")
            ? Demand(message.Content?.Cpim is not null, "a message/cpim body", "a body that cannot be read as one", message.RangeOf(SipHeader.ContentType))
            : Demand(!isCpim, "Content-Type: message/cpim", type.ToString(), message.RangeOf(SipHeader.ContentType));
    }

    /// <summary>A request outside message/cpim shows that one was meant.</summary>
    private static RuleOutcome AskingImIsCpim(Observed message, Trace trace)
    {
        if (message is not { Kind: MessageKind.InstantMessage or MessageKind.ListRequest, Sip: { } sip })
        {
            return RuleOutcome.NotApplicable;
        }

        if (message.Content?.CpimPart?.Cpim is { } cpim)
        {
            return cpim.ReceiptRequests.Count > 0 ? RuleOutcome.Kept : RuleOutcome.NotApplicable;
        }

        return sip.Value("Receipt-Request") is { } value
            ? RuleOutcome.Broken("message/cpim with the request in it", $"{message.PayloadType} with the SIP header Receipt-Request: {value}", message.RangeOf("Receipt-Request"))
            : RuleOutcome.NotApplicable;
    }

    private static RuleOutcome InCpimAlone(Observed message, SipMessage sip)
    {
        foreach (var name in ExtensionHeaders)
        {
            if (sip.Value(name) is { } outside)
            {
                return RuleOutcome.Broken($"{name} in the message/cpim headers", $"SIP header {name}: {outside}", message.RangeOf(name));
            }

            if (message.Content?.CpimPart?.Cpim?.Content.Value(name) is { } inside)
            {
                return RuleOutcome.Broken($"{name} in the message/cpim headers", $"MIME header {name}: {inside}", message.RangeOf(name));
            }
        }

        return message.Content?.CpimPart is null ? RuleOutcome.NotApplicable : RuleOutcome.Kept;
    }

    private static RuleOutcome InMessage(Observed message, Trace trace, Func<ReceiptClass, bool> which) =>
        message.IsResponse && message.Content is { LooksLikeReceipt: true } body && body.Receipt is { } told && which(told.Class)
            ? RuleOutcome.Broken("a MESSAGE of its own", $"the body of a {message.StatusCode}")
            : message.Sip is null || message.OwnReceipt(trace) is not { } receipt || !which(receipt.Class) ? RuleOutcome.NotApplicable
            : Demand(message.Method == "MESSAGE", "MESSAGE", message.Method);

    /// <summary>A MESSAGE that continues nothing which came to the intermediary is its own, and then it must be a receipt.</summary>
    private static RuleOutcome MadeByIntermediary(Observed message, Trace trace)
    {
        if (message is not { FromSut: true, IsRequest: true, Sip: { } sip } || sip.Method is "OPTIONS" || message.IsPassedOn(trace)
            || trace.RequestsOfCall(sip.CallId).Any(o => o.Index < message.Index && !o.FromSut))
        {
            return RuleOutcome.NotApplicable;
        }

        return Demand(
            message.Kind is MessageKind.Receipt && sip.Method == "MESSAGE",
            "a MESSAGE with a status receipt",
            $"{sip.Method} with {message.PayloadType?.ToString() ?? "no body"}");
    }
}
