namespace Conformance.Harness.Results;

/// <summary>What findings make of a case.</summary>
internal static class CaseVerdict
{
    /// <summary>A fault of the harness before a failure before no judgement before a pass.</summary>
    internal static Verdict Of(IReadOnlyList<Finding> findings, bool isInconclusive) =>
        findings.Any(f => f.Kind is FindingKind.Harness) ? Verdict.Error
        : findings.Any(f => f.Severity is Ledger.Severity.Fail) ? Verdict.Fail
        : isInconclusive ? Verdict.Inconclusive
        : Verdict.Pass;
}
