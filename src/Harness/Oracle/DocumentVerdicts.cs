using Conformance.Harness.Ledger;
using Conformance.Wire.Lists;
using Conformance.Wire.Receipts;

namespace Conformance.Harness.Oracle;

/// <summary>A requirement blamed for a defect of a document, and what that amounts to.</summary>
public sealed record DocumentVerdict(string Requirement, Severity Severity, string? Reading = null)
{
    /// <summary>The alternative reading that would allow it; null where there is none.</summary>
    public string? Alternative { get; init; }
}

/// <summary>What defects of XML documents mean when a SUT sends them.</summary>
public static class DocumentVerdicts
{
    /// <param name="defect">A defect of a status-receipt document.</param>
    public static DocumentVerdict Of(ReceiptDefect defect) => defect.Kind switch
    {
        ReceiptDefectKind.NotWellFormed => new("RCPT-5.1-01", Severity.Fail),
        ReceiptDefectKind.BadVersion => new("RCPT-5.1-03", Severity.Fail),
        ReceiptDefectKind.BadEncoding => new("RCPT-5.1-04", Severity.Fail),
        ReceiptDefectKind.WrongRoot => new("RCPT-3.2-13", Severity.Fail, "AMB-04"),
        ReceiptDefectKind.NoNamespace => new("RCPT-5.1-05", Severity.Fail, "AMB-05") { Alternative = "X-NO-NAMESPACE" },
        ReceiptDefectKind.WrongNamespace => new("RCPT-5.1-05", Severity.Fail, "AMB-05"),
        ReceiptDefectKind.MissingElement or ReceiptDefectKind.DuplicateElement or ReceiptDefectKind.UnknownElement or ReceiptDefectKind.EmptyMessageId
            or ReceiptDefectKind.EmptyElement => new("RCPT-5.1-02", Severity.Fail, "AMB-04"),
        ReceiptDefectKind.BadStatus => new("RCPT-5.1-02", Severity.Fail, "AMB-13"),
        ReceiptDefectKind.WrongOrder => new("RCPT-5.1-02", Severity.Warning, "AMB-56"),
        ReceiptDefectKind.OverLimit => new("RCPT-5.1-02", Severity.Finding),
        // The rest of the reconstructed schema is not the author's, so it only warns.
        _ => new("RCPT-5.1-02", Severity.Warning, "AMB-04"),
    };

    /// <param name="defect">A defect of a resource list.</param>
    /// <param name="isHistory">A recipient-list-history, on which uniqueness of URIs is not asked .</param>
    /// <returns>Empty where the defect is none in that kind of list; two where the prose says more than the schema.</returns>
    public static IReadOnlyList<DocumentVerdict> Of(ListDefect defect, bool isHistory) => defect.Kind switch
    {
        ListDefectKind.DuplicateUri => isHistory ? [] : [new("I4826-3.1-03", Severity.Fail, "A-25")],
        ListDefectKind.MissingUri or ListDefectKind.EmptyUri => [new("I4826-3.1-02", Severity.Fail)],
        ListDefectKind.DuplicateListName => [new("I4826-3.1-05", Severity.Fail)],
        ListDefectKind.DuplicateRef => [new("I4826-3.1-06", Severity.Fail)],
        ListDefectKind.RefNotRelative => [new("I4826-3.1-07", Severity.Fail)],
        ListDefectKind.MissingAnchor or ListDefectKind.DuplicateAnchor => [new("I4826-3.1-08", Severity.Fail, "A-69")],
        ListDefectKind.AnchorNotAbsolute => [new("I4826-3.1-09", Severity.Fail)],
        ListDefectKind.WrongOrder => [new("I4826-3.2-01", Severity.Fail)],
        ListDefectKind.BadCopyControl => [new(isHistory ? "C5364-4-23" : "C5364-4-01", Severity.Fail, "A-46")],
        ListDefectKind.BadAnonymize => [new("C5364-4-23", Severity.Fail, "A-46")],
        ListDefectKind.BadCount => [new("C5364-5-03", Severity.Fail, "A-46")],
        ListDefectKind.UnqualifiedCopyControl => [new("C5364-5-01", Severity.Fail, "A-46")],
        ListDefectKind.MisplacedCopyControl =>
            [new(isHistory ? "C5364-7-04" : "C5364-4-22", Severity.Finding), new("I4826-3.1-01", Severity.Fail)],
        ListDefectKind.OverLimit => [new("I4826-3.1-01", Severity.Finding)],
        _ => [new("I4826-3.1-01", Severity.Fail)],
    };
}
