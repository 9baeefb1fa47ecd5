using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Golden;

/// <summary>Turns differences from golden files into findings.</summary>
public static class GoldenJudge
{
    /// <summary>
    /// Compares the cases that passed: one that failed has something better to say, and its wire breaks off. A difference fails the case, a
    /// missing file is a warning. The order stays.
    /// </summary>
    /// <param name="cases">The cases.</param>
    /// <param name="folder">The golden files.</param>
    /// <param name="hasFile">Which cases have golden files; null for all. The others stay as they are.</param>
    public static IReadOnlyList<CaseResult> Judge(IReadOnlyList<CaseResult> cases, GoldenFolder folder, Func<CaseResult, bool>? hasFile = null)
    {
        var judged = new CaseResult[cases.Count];
        Parallel.For(0, cases.Count, i => judged[i] = hasFile?.Invoke(cases[i]) is false ? cases[i] : Judge(cases[i], folder));
        return judged;
    }

    /// <summary>Compares one case.</summary>
    public static CaseResult Judge(CaseResult @case, GoldenFolder folder)
    {
        if (@case.Verdict is not Verdict.Pass || @case.Findings.Any(f => f.Kind is FindingKind.Golden))
        {
            return @case;
        }

        var file = Path.Combine(folder.Path, GoldenFolder.NameOf(@case) + GoldenFolder.Verified);
        return folder.Compare(@case) switch
        {
            GoldenOutcome.Absent => @case with
            {
                Warned = true,
                Findings = [.. @case.Findings, new Finding
                {
                    Severity = Severity.Warning,
                    Kind = FindingKind.Golden,
                    Message = "There is no golden file for this case yet; look at what was received, then accept it.",
                    Expected = file,
                }],
            },
            GoldenOutcome.Different different => @case with
            {
                Verdict = Verdict.Fail,
                Warned = false,
                Findings = [Finding(@case, different.Difference, file, folder.IsLive), .. @case.Findings],
            },
            _ => @case,
        };
    }

    private static Finding Finding(CaseResult @case, GoldenDifference difference, string file, bool live) => new()
    {
        Severity = Severity.Fail,
        Kind = FindingKind.Golden,
        Message = $"The wire differs from its golden file {file}",
        Expected = difference.Expected?.Trim() ?? "nothing more",
        Observed = $"{difference.Observed?.Trim() ?? "nothing"}\n\n{difference.Text}",
        Entry = !live && difference.Message is { } message ? @case.Timeline.OfType<TimelineEntry.Wire>().ElementAtOrDefault(message)?.Index : null,
    };
}
