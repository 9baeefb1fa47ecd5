using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Rules;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using static Conformance.Scenarios.Rules.ReceiptsEvidence;

namespace Conformance.Scenarios.Rules;

/// <summary>
/// A receipt beside the instant message that it is about: was it asked for, does it name the right people, had its turn come? Only what the system
/// under test sends is judged: what the harness sends follows the choreography, even where the message it answers is at fault.
/// </summary>
public static class ReceiptsAndTheirCauses
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new Rule("RCPT-3.1-04", "no two instant messages have the same Message-ID", UniqueId) { Seats = Authors },
        Of("RCPT-3.2-05", "each receipt answers a request of its own kind", AskedFor),
        Of("RCPT-3.2-12", "a receipt goes from the recipient of the message to its sender", FromRecipientToSender, Seat.ImRecipient, Seat.MsrpRecipient),
        Of("RCPT-3.4-08", "among several recipients a receipt says whose it is", NamesRecipient, Seat.ImRecipient, Seat.MsrpRecipient),
        Of("RCPT-6.1.3.1-04", "a positive receipt presupposes a 2xx of one's own", AfterSuccess, Seat.ImRecipient, Seat.Gateway),
        Of("RCPT-6.1.3.1-10", "no negative receipt follows an error response", NotAfterError, Seat.ImRecipient, Seat.Gateway),
        Of("RCPT-6.2-06", "an intermediary that hands up the error owes no receipt", OneSignalOfFailure, Seat.ImIntermediary),
        Of("RCPT-6.2-14", "recipient-uri is the intended recipient of the message", NamesIntendedRecipient, Seat.ImIntermediary),
        Of("RCPT-6.1.3.1-02", "one positive receipt for a message", (m, r, t) => OnlyOne(m, r, t, ReceiptClass.Positive), Seat.ImRecipient, Seat.Gateway),
        Of("RCPT-6.1.3.1-07", "one negative receipt for a message", (m, r, t) => OnlyOne(m, r, t, ReceiptClass.Negative), Seat.ImRecipient, Seat.Gateway),
        Of("RCPT-3.3-03", "one read receipt for a message", (m, r, t) => OnlyOne(m, r, t, ReceiptClass.Read), Seat.ImRecipient, Seat.MsrpRecipient),
        Of("RCPT-8.1-01", "a receipt that does not arrive is not sent for ever", NotForEver),
        Of("RCPT-6.1.3.1-02", "delivery is reported before reading", DeliveryFirst, Seat.ImRecipient),
        Of("RCPT-8-02", "a receipt travels as safely as the message", AsSafe),
        Of("RCPT-8-01", "a receipt goes back where the message came from, and nowhere else", ToSenderOnly),
    ];

    private static RuleOutcome UniqueId(Observed message, Trace trace)
    {
        if (message is not { Kind: MessageKind.InstantMessage or MessageKind.ListRequest, IsRequest: true } || message.Content?.CpimPart?.Cpim?.MessageId is not { } id)
        {
            return RuleOutcome.NotApplicable;
        }

        // The same octets may go out again: after a challenge, to another party, as a retransmission.
        var twin = trace.Messages.FirstOrDefault(o =>
            o.Index < message.Index && o.FromSut == message.FromSut && o.IsRequest && !o.Retransmission
            && o.Content?.CpimPart?.Cpim?.MessageId == id && !o.Payload.Span.SequenceEqual(message.Payload.Span));
        return Demand(twin is null, "a Message-ID not used before", $"{id}, used {twin?.At.TotalMilliseconds:0} ms after the start", message.RangeOf(id));
    }

    private static RuleOutcome AskedFor(Observed message, ReceiptView receipt, Trace trace)
    {
        var word = receipt.Class switch
        {
            ReceiptClass.Positive => Im.Positive,
            ReceiptClass.Negative => Im.Negative,
            ReceiptClass.Read or ReceiptClass.ReadUnknown => Im.Read,
            _ => null,
        };
        if (word is null)
        {
            return RuleOutcome.NotApplicable;
        }

        var id = receipt.Document?.MessageId ?? "";
        return receipt.Subject(message, trace)?.Content?.CpimPart?.Cpim is not { } im
            ? RuleOutcome.Broken($"an earlier message with the id {id}", "none", message.RangeOf($"{id}<"))
            : Demand(im.ReceiptRequests.Concat(OddlyNamedRequests(im)).Contains(word, StringComparer.OrdinalIgnoreCase), $"a request for {word}", im.ReceiptRequest is { } asked ? $"only {asked}" : "no request");
    }

    /// <summary>Who takes another spelling of the header for a request answers one all the same (AMB-01, AMB-20).</summary>
    private static IEnumerable<string> OddlyNamedRequests(CpimMessage im) => im.Headers
        .Where(h => h.Name != "Receipt-Request" && (h.Name.Equals("Receipt-Request", StringComparison.OrdinalIgnoreCase) || h.Name.Equals("Request-Receipt", StringComparison.OrdinalIgnoreCase)))
        .SelectMany(h => h.Value.Split(',', StringSplitOptions.TrimEntries));

    private static RuleOutcome FromRecipientToSender(Observed message, ReceiptView receipt, Trace trace)
    {
        if (receipt.Carrier.Cpim is not { } cpim || receipt.Subject(message, trace)?.Content?.CpimPart?.Cpim is not { } im)
        {
            return RuleOutcome.NotApplicable;
        }

        var recipients = im.To.Concat(im.Cc).Select(a => a.Uri);
        if (cpim.From is null || cpim.To.Count == 0)
        {
            return RuleOutcome.Broken(new Violation("From and To, as drawn", cpim.From is null ? "no From" : "no To") { Reading = "AMB-77" });
        }

        return cpim.To is not [var to] ? RuleOutcome.Broken("one To", $"{cpim.To.Count}")
            : !SameUser(to.Uri, im.From?.Uri) ? RuleOutcome.Broken($"To {im.From?.Uri}", $"To {to.Uri}", message.RangeOf(to.Uri))
            : message.Msrp is not null && !recipients.Any(r => IsOurs(r, trace)) ? RuleOutcome.Kept
            : Demand(recipients.Any(r => SameUser(r, cpim.From?.Uri)), $"From {string.Join(" or ", recipients)}", $"From {cpim.From?.Uri ?? "missing"}");
    }

    /// <summary>
    /// Whether an address is that of the system under test. In a room it may be none of those that the message names, and speaks as itself; where nobody knows
    /// which one it is, no address counts.
    /// </summary>
    private static bool IsOurs(string? uri, Trace trace) => trace.Facts is { } facts && SameUser(uri, facts.AddressOf(facts.Sut).Address);

    private static RuleOutcome NamesRecipient(Observed message, ReceiptView receipt, Trace trace)
    {
        if (receipt.Document is not { } document || receipt.Subject(message, trace)?.Content?.CpimPart?.Cpim is not { } im || im.To.Count + im.Cc.Count < 2)
        {
            return RuleOutcome.NotApplicable;
        }

        return Demand(
            im.To.Concat(im.Cc).Any(a => SameUser(a.Uri, document.RecipientUri)) || (message.Msrp is not null && !im.To.Concat(im.Cc).Any(a => IsOurs(a.Uri, trace))),
            "recipient-uri with one of the addresses of the message",
            document.RecipientUri is { } named ? $"recipient-uri {named}" : "no recipient-uri");
    }

    /// <summary>
    /// The receipt travels another way than the response and may overtake it, by more than a moment where a sender or the way is busy: no order is known
    /// between two connections. A long lead is worth a warning; that there is no 2xx at all is the failure.
    /// </summary>
    private static RuleOutcome AfterSuccess(Observed message, ReceiptView receipt, Trace trace)
    {
        if (message.Msrp is not null || receipt.Class is not ReceiptClass.Positive || receipt.Subject(message, trace) is not { } im)
        {
            return RuleOutcome.NotApplicable;
        }

        return trace.OutcomeOf(im) switch
        {
            null => RuleOutcome.Broken("a 2xx to the message", "no final response"),
            { StatusCode: >= 300 } refusal => RuleOutcome.Broken("a 2xx to the message", $"{refusal.StatusCode}"),
            var success when Lead(message, success) is var lead && lead > trace.Pixit.Grace => RuleOutcome.Broken(
                new Violation("the 2xx first", $"the receipt {lead.TotalMilliseconds:0} ms before it") { Severity = Severity.Warning }),
            _ => RuleOutcome.Kept,
        };
    }

    /// <summary>How long one came before another, but for what this host had lost meanwhile.</summary>
    private static TimeSpan Lead(Observed first, Observed second) => second.At - first.At - (second.LostBefore - first.LostBefore);

    private static RuleOutcome NotAfterError(Observed message, ReceiptView receipt, Trace trace) =>
        message.Msrp is not null || receipt.Class is not ReceiptClass.Negative || receipt.Subject(message, trace) is not { } im || trace.OutcomeOf(im) is not { } final
            ? RuleOutcome.NotApplicable
            : Demand(final.StatusCode < 300, "no receipt", $"a receipt after {final.StatusCode}");

    private static RuleOutcome OneSignalOfFailure(Observed message, ReceiptView receipt, Trace trace) =>
        receipt.Class is not ReceiptClass.Negative || receipt.Subject(message, trace) is not { } im || trace.OutcomeOf(im) is not { } final
            ? RuleOutcome.NotApplicable
            : Demand(final.StatusCode < 300, "either the error or a receipt", $"{final.StatusCode} and a receipt");

    private static RuleOutcome NamesIntendedRecipient(Observed message, ReceiptView receipt, Trace trace) =>
        receipt.Document is not { } document || receipt.Subject(message, trace)?.Content?.CpimPart?.Cpim is not { } im
            ? RuleOutcome.NotApplicable
            : Demand(
                im.To.Concat(im.Cc).Any(a => SameUser(a.Uri, document.RecipientUri)),
                $"recipient-uri {string.Join(" or ", im.To.Select(a => a.Uri))}",
                document.RecipientUri is { } named ? $"recipient-uri {named}" : "no recipient-uri",
                document.RecipientUri is { } text ? message.RangeOf(text) : null);

    /// <summary>A receipt that was challenged, refused or not answered may be tried again (AMB-65). Where several messages have one id, each may have its receipt (AMB-26).</summary>
    private static RuleOutcome OnlyOne(Observed message, ReceiptView receipt, Trace trace, ReceiptClass kind)
    {
        if (receipt.Class != kind)
        {
            return RuleOutcome.NotApplicable;
        }

        var twins = trace.Messages.Where(o =>
            o.Index < message.Index && o.FromSut && !o.Retransmission && o.To == message.To && o.AnyReceipt() is { } other
            && other.Class == kind && other.Document?.MessageId == receipt.Document?.MessageId
            && (o.Msrp is not null || trace.FinalResponseTo(o) is { StatusCode: < 300 })).ToArray();
        return twins.Length == 0 || twins.Length < MessagesOf(receipt, message, trace)
            ? RuleOutcome.Kept
            : RuleOutcome.Broken("one receipt", $"another one {twins[0].At.TotalMilliseconds:0} ms after the start");
    }

    /// <summary>How many messages of different octets there are that a receipt can be about.</summary>
    private static int MessagesOf(ReceiptView receipt, Observed message, Trace trace)
    {
        var id = receipt.Document?.MessageId?.Trim();
        return trace.Messages.Where(o => o.Index < message.Index && !o.FromSut && o.IsRequest && o.Content?.CpimPart?.Cpim?.MessageId == id && o.AnyReceipt() is null)
            .Select(o => o.Template).Distinct().Count();
    }

    /// <summary>The same receipt once more is allowed a few times (AMB-65); a challenge is no refusal.</summary>
    private static RuleOutcome NotForEver(Observed message, ReceiptView receipt, Trace trace)
    {
        if (message.Msrp is not null || receipt.Document?.MessageId is not { } id)
        {
            return RuleOutcome.NotApplicable;
        }

        var before = trace.Messages.Count(o =>
            o.Index < message.Index && o.FromSut && !o.Retransmission && o.Msrp is null && o.To == message.To && o.AnyReceipt() is { } other
            && other.Class == receipt.Class && other.Document?.MessageId == id && trace.FinalResponseTo(o) is not { StatusCode: < 300 or 401 or 407 });
        return before == 0 ? RuleOutcome.NotApplicable
            : before <= trace.Pixit.Retries ? RuleOutcome.Kept
            : RuleOutcome.Broken(new Violation($"{trace.Pixit.Retries} repetitions of a receipt at most", $"{before}") { Reading = "AMB-65" });
    }

    /// <summary>No order of receipts is defined; the one in which things happen is expected (AMB-60).</summary>
    private static RuleOutcome DeliveryFirst(Observed message, ReceiptView receipt, Trace trace)
    {
        if (receipt.Class is not ReceiptClass.Positive || receipt.Document?.MessageId?.Trim() is not { } id)
        {
            return RuleOutcome.NotApplicable;
        }

        var read = trace.Messages.FirstOrDefault(o =>
            o.Index < message.Index && o.FromSut && o.AnyReceipt() is { Class: ReceiptClass.Read } other && other.Document?.MessageId?.Trim() == id);
        return read is null
            ? RuleOutcome.Kept
            : RuleOutcome.Broken(new Violation("the delivery receipt first", $"a read receipt {(message.At - read.At).TotalMilliseconds:0} ms before it")
            {
                Severity = Severity.Warning,
                Reading = "AMB-60",
            });
    }

    /// <summary>A message over sips: is answered over TLS; and what was challenged goes out again with a proof of identity (AMB-51).</summary>
    private static RuleOutcome AsSafe(Observed message, ReceiptView receipt, Trace trace)
    {
        if (receipt.Subject(message, trace) is not { } im)
        {
            return RuleOutcome.NotApplicable;
        }

        var challenged = trace.Messages.Any(o => o.Index < message.Index && o is { IsResponse: true, StatusCode: 401 or 407 } && o.Sip?.CallId == message.Sip?.CallId);
        return challenged && message.Sip?.Value("Authorization") is null && message.Sip?.Value("Proxy-Authorization") is null
            ? RuleOutcome.Broken("credentials after the challenge", "none")
            : im.Transport is not Stack.TransportKind.Tls ? challenged ? RuleOutcome.Kept : RuleOutcome.NotApplicable
            : Demand(message.Transport is Stack.TransportKind.Tls, "TLS, as for the message", $"{message.Transport}");
    }

    private static RuleOutcome ToSenderOnly(Observed message, ReceiptView receipt, Trace trace)
    {
        var id = receipt.Document?.MessageId?.Trim();
        if (id is null || receipt.Subject(message, trace) is not { } im)
        {
            return RuleOutcome.NotApplicable;
        }

        // By way of an intermediary the message came from two parties: from its writer, and from the last hop.
        var writers = trace.Messages.Where(o => o.Index < message.Index && o.IsRequest && o.From != message.From && o.Content?.CpimPart?.Cpim?.MessageId == id && o.AnyReceipt() is null)
            .Select(o => o.From);
        return Demand(writers.Contains(message.To), $"a receipt to {im.From}", $"one to {message.To}");
    }

    private static Rule Of(string requirement, string title, Func<Observed, ReceiptView, Trace, RuleOutcome> check, params Seat[] seats) =>
        new(requirement, title, (m, t) => m.FromSut && m.OwnReceipt(t) is { } r ? check(m, r, t) : RuleOutcome.NotApplicable) { Seats = seats.Length == 0 ? null : seats };
}
