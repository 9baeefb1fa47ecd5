using System.Buffers.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Oracle;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;
using Conformance.Wire.Receipts;
using static Conformance.Scenarios.Rules.ReceiptsEvidence;

namespace Conformance.Scenarios.Rules;

/// <summary>The receipt document: XML, schema, namespace, encoding, media type (draft 4, 5 and 9.1).</summary>
public static class ReceiptsDocuments
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Of("RCPT-4-01", "CPIM header lines of a receipt: name, colon, one blank, value", (_, r) => ReceiptsInstantMessages.HeaderLines(r.Carrier)),
        Document("RCPT-5.1-01", "the document is well-formed"),
        Document("RCPT-5.1-02", "the document is valid against the schema"),
        Document("RCPT-5.1-03", "the document is XML 1.0"),
        Of("RCPT-5.1-04", "the document is in UTF-8, and every label agrees", (m, r) =>
            r.Part?.ContentType?.Charset is { } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                ? RuleOutcome.Broken("charset utf-8", charset, m.RangeOf(charset))
                : Judge(m, r, "RCPT-5.1-04")),
        Document("RCPT-5.1-05", "the elements are in the namespace of the draft"),
        Of("RCPT-5.2-01", "the media type is message/status-receipt+xml", (m, r) =>
        {
            var type = r.Part is null ? r.Carrier.Type : r.Part.ContentType;
            var isShort = ReceiptsConstruction.IsShort(type);
            return type?.Is(StatusReceipt.MediaType) == true
                ? RuleOutcome.Kept
                : RuleOutcome.Broken(new Violation(StatusReceipt.MediaType, type?.ToString() ?? "none", type is null ? null : m.RangeOf(type.Text))
                {
                    Reading = isShort ? "AMB-02" : null,
                    Alternative = isShort ? "X-SHORT-TYPE" : null,
                });
        }),
        Of("RCPT-9.1-02", "a charset parameter, where there is one, says UTF-8", (m, r) => r.Part?.ContentType?.Charset is not { } charset
            ? RuleOutcome.NotApplicable
            : Demand(charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase), "utf-8", charset, m.RangeOf(charset))),
        Of("RCPT-9.1-03", "the octets agree with the declared transfer encoding", TransferEncoding),
    ];

    /// <summary>The worst defect of the document that the verdict table charges to the requirement.</summary>
    internal static RuleOutcome Judge(Observed message, ReceiptView receipt, string requirement) => Judge(message, receipt, v => v.Requirement == requirement);

    /// <summary>The worst defect of the document, whatever it is charged to.</summary>
    internal static RuleOutcome JudgeAll(Observed message, ReceiptView receipt) => Judge(message, receipt, _ => true);

    private static RuleOutcome Judge(Observed message, ReceiptView receipt, Func<DocumentVerdict, bool> counts)
    {
        var worst = receipt.Defects
            .Select(d => (Defect: d, Verdict: DocumentVerdicts.Of(d)))
            .Where(d => counts(d.Verdict))
            .OrderBy(d => d.Verdict.Severity)
            .FirstOrDefault();
        return worst.Defect is null
            ? RuleOutcome.Kept
            : RuleOutcome.Broken(new Violation("a document without this defect", worst.Defect.Message, Range(message, receipt, worst.Defect.Offset))
            {
                Severity = worst.Verdict.Severity,
                Reading = worst.Verdict.Reading,
                Alternative = worst.Verdict.Alternative,
            });
    }

    private static RuleOutcome TransferEncoding(Observed message, ReceiptView receipt)
    {
        var declared = receipt.Part?.TransferEncoding?.Trim();
        var range = message.RangeOf("Content-Transfer-Encoding");
        return declared?.ToLowerInvariant() switch
        {
            null or "8bit" or "binary" => RuleOutcome.Kept,
            "7bit" => Demand(System.Text.Ascii.IsValid(receipt.Written.Span), "7bit octets", "octets above 127", range),
            "base64" => Demand(Base64.IsValid(receipt.Written.Span), "octets in base64", "plain octets", range) is { Violation: not null } broken
                ? broken
                : RuleOutcome.Broken(new Violation("an identity encoding", declared, range)
                {
                    Severity = message.Msrp is null ? Severity.Warning : Severity.Fail,
                    Reading = "AMB-61",
                }),
            _ => RuleOutcome.Broken(new Violation("an identity encoding", declared ?? "", range)
            {
                Severity = message.Msrp is null ? Severity.Warning : Severity.Fail,
                Reading = "AMB-61",
            }),
        };
    }

    private static ByteRange? Range(Observed message, ReceiptView receipt, int offset) =>
        receipt.Offset is { } start && start + offset < message.Bytes.Length ? new ByteRange(start + offset, 1) : null;

    private static Rule Document(string requirement, string title) => Of(requirement, title, (m, r) => Judge(m, r, requirement));

    private static Rule Of(string requirement, string title, Func<Observed, ReceiptView, RuleOutcome> check) =>
        new(requirement, title, (m, t) => m.OwnReceipt(t) is { } r ? check(m, r) : RuleOutcome.NotApplicable);
}
