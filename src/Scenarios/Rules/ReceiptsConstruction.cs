using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Rules;
using Conformance.Wire.Mime;
using Conformance.Wire.Receipts;
using static Conformance.Scenarios.Rules.ReceiptsEvidence;

namespace Conformance.Scenarios.Rules;

/// <summary>
/// How a receipt is put together (draft 3.2). The same checks hold for read receipts by 3.3, for positive and negative ones over SIP by 6.1.3.1,
/// and for those of an intermediary by 6.2: there they are reported under that row, which names the check that failed.
/// </summary>
public static class ReceiptsConstruction
{
    private const string ReceiptRequest = "Receipt-Request";

    private static readonly (string Row, string Title, Func<Observed, ReceiptView, Trace, RuleOutcome> Check)[] Construction =
    [
        ("3.2-01", "a receipt is a legal message/cpim entity", (_, r, t) => r.Carrier.Cpim is null
            ? RuleOutcome.Broken("message/cpim", r.Carrier.Type?.ToString() ?? "no media type")
            : ReceiptsInstantMessages.LegalCpim(r.Carrier, t)),
        ("3.2-02", "the encapsulated part has the status-receipt media type", (m, r, _) => MediaTypeOf(m, r)),
        ("3.2-03", "the content of a receipt is an XML document", (m, r, _) => Demand(
            r.Document is not null || LooksLikeXml(r), "an XML document", r.Fault?.Message ?? "something else", m.RangeInPayload(InPayload(m, r), Math.Min(40, r.Xml.Length)))),
        ("3.2-04", "a receipt says Content-Disposition: confirm", (m, r, _) => r.Part is null
            ? RuleOutcome.NotApplicable
            : Demand(r.Part.Disposition?.Is("confirm") == true, "Content-Disposition: confirm", r.Part.Value("Content-Disposition") ?? "none", m.RangeOf("Content-Disposition"))),
        ("3.2-07", "a receipt has no Message-ID of its own", (_, r, _) => r.Carrier.Cpim is not { } cpim ? RuleOutcome.NotApplicable
            : cpim.Header("Message-ID") is { } header ? RuleOutcome.Broken("no Message-ID", $"Message-ID: {header.Value}", r.Carrier.RangeOf(header))
            : RuleOutcome.Kept),
        ("3.2-09", "a receipt asks for no receipt about itself", (_, r, _) => r.Carrier.Cpim is not { } cpim ? RuleOutcome.NotApplicable
            : cpim.Header(ReceiptRequest) is { Value.Length: > 0 } header
            ? RuleOutcome.Broken(new Violation("no request", $"{ReceiptRequest}: {header.Value}", r.Carrier.RangeOf(header)) { Reading = "AMB-28" })
            : RuleOutcome.Kept),
        ("3.2-10", "a receipt has no Receipt-Request header, by either name", (_, r, _) => r.Carrier.Cpim is not { } cpim ? RuleOutcome.NotApplicable
            : (cpim.Header(ReceiptRequest) ?? cpim.Header("Request-Receipt")) is { } header
            ? RuleOutcome.Broken("no request header", $"{header.QualifiedName}: {header.Value}".TrimEnd(), r.Carrier.RangeOf(header))
            : RuleOutcome.Kept),
        ("3.2-13", "the elements are named as drawn", (m, r, _) => ReceiptsDocuments.Judge(m, r, "RCPT-3.2-13")),
    ];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        .. Construction.Select(c => Of($"RCPT-{c.Row}", c.Title, IsDelivery, c.Check)),
        Of("RCPT-3.3-01", "a read receipt is built like a delivery receipt", (_, r) => !IsDelivery(null, r), Imported),
        new Rule("RCPT-6.1.3.1-05", "a positive receipt is built by 3.2 and of type delivery", (m, t) => Combined(m, t, IsPositive)) { Seats = [Seat.ImRecipient, Seat.Gateway] },
        new Rule("RCPT-6.1.3.1-08", "a negative receipt is built by 3.2 and of type delivery", (m, t) => Combined(m, t, IsNegative)) { Seats = [Seat.ImRecipient, Seat.Gateway] },
        new Rule("RCPT-6.2-07", "a receipt made by an intermediary obeys 3.2 and 5.1", (m, t) =>
            m.OwnReceipt(t) is { } r ? FirstBroken(Imported(m, r, t), ReceiptsDocuments.JudgeAll(m, r)) : RuleOutcome.NotApplicable)
        {
            Seats = [Seat.ImIntermediary],
        },
        new Rule("RCPT-3.2-14", "a success receipt has status 200", (m, t) => m.OwnReceipt(t) is { } r ? SuccessStatus(m, r, t) : RuleOutcome.NotApplicable),
    ];

    /// <summary>A receipt counts as one about delivery unless it says read.</summary>
    private static bool IsDelivery(Observed? message, ReceiptView receipt) => receipt.Document?.Type != StatusReceipt.ReadType;

    private static bool IsPositive(ReceiptView receipt) =>
        receipt.Class is ReceiptClass.Positive || (receipt is { Class: ReceiptClass.Odd, Document: { StatusCode: >= 200 and < 300, Type: not StatusReceipt.ReadType } });

    private static bool IsNegative(ReceiptView receipt) =>
        receipt.Class is ReceiptClass.Negative || (receipt is { Class: ReceiptClass.Odd, Document.StatusCode: >= 300 });

    private static RuleOutcome Combined(Observed message, Trace trace, Func<ReceiptView, bool> which)
    {
        if (message.Msrp is not null || message.OwnReceipt(trace) is not { } receipt || !which(receipt))
        {
            return RuleOutcome.NotApplicable;
        }

        var type = receipt.Document?.Type;
        return type != StatusReceipt.DeliveryType
            ? RuleOutcome.Broken(new Violation("type delivery", $"type {type ?? "missing"}", message.RangeOf($"{type}<")) { Reading = "AMB-10" })
            : Imported(message, receipt, trace);
    }

    /// <summary>All construction checks; the first that fails speaks, under its own weight.</summary>
    private static RuleOutcome Imported(Observed message, ReceiptView receipt, Trace trace)
    {
        foreach (var (row, _, check) in Construction)
        {
            if (check(message, receipt, trace).Violation is { } violation)
            {
                return RuleOutcome.Broken(violation with
                {
                    Expected = $"{violation.Expected} ({row})",
                    Severity = violation.Severity ?? trace.Pixit.Readings.SeverityOf(Requirements.Get($"RCPT-{row}")),
                });
            }
        }

        return RuleOutcome.Kept;
    }

    private static RuleOutcome FirstBroken(RuleOutcome one, RuleOutcome other) => one.Violation is null ? other : one;

    private static RuleOutcome MediaTypeOf(Observed message, ReceiptView receipt)
    {
        if (receipt.Part is not { } part)
        {
            return RuleOutcome.NotApplicable;
        }

        var type = part.ContentType;
        return type?.Is(StatusReceipt.MediaType) == true
            ? RuleOutcome.Kept
            : RuleOutcome.Broken(new Violation(StatusReceipt.MediaType, type?.ToString() ?? "no Content-Type", RangeOf(message, type))
            {
                Reading = IsShort(type) ? "AMB-02" : null,
                Alternative = IsShort(type) ? "X-SHORT-TYPE" : null,
            });
    }

    /// <summary>The media type as the letter of 3.2 names it.</summary>
    internal static bool IsShort(MediaType? type) => type?.Is("message/status-receipt") == true;

    /// <summary>Another 2xx is a warning; a word, or three digits that mean nothing, leaves the reader without any mark of success (AMB-13).</summary>
    private static RuleOutcome SuccessStatus(Observed message, ReceiptView receipt, Trace trace)
    {
        var asked = receipt.Subject(message, trace)?.Content?.CpimPart?.Cpim?.ReceiptRequests ?? [];
        if (receipt.Document is not { } document || document.Type == StatusReceipt.ReadType || !asked.Contains(Harness.Dsl.Templates.Im.Positive))
        {
            return RuleOutcome.NotApplicable;
        }

        return document.StatusCode switch
        {
            200 => RuleOutcome.Kept,
            >= 400 and < 700 => RuleOutcome.NotApplicable,
            >= 200 and < 300 => RuleOutcome.Broken("status 200", $"status {document.Status}", message.RangeOf($"{document.Status}<")),
            _ => RuleOutcome.Broken(new Violation("status 200", $"status {document.Status ?? "missing"}", message.RangeOf($"{document.Status}<"))
            {
                Severity = Severity.Fail,
                Reading = "AMB-13",
            }),
        };
    }

    private static bool LooksLikeXml(ReceiptView receipt) => receipt.Xml.Span.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..];

    private static int InPayload(Observed message, ReceiptView receipt) => (receipt.Offset ?? 0) - (message.PayloadOffset ?? 0);

    private static Harness.Results.ByteRange? RangeOf(Observed message, MediaType? type) => type is null ? null : message.RangeOf(type.Text);

    private static Rule Of(string requirement, string title, Func<Observed?, ReceiptView, bool> applies, Func<Observed, ReceiptView, Trace, RuleOutcome> check) =>
        new(requirement, title, (m, t) => m.OwnReceipt(t) is { } r && applies(m, r) ? check(m, r, t) : RuleOutcome.NotApplicable);
}
