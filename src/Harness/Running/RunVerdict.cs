using Conformance.Harness.Baselines;
using Conformance.Harness.Results;

namespace Conformance.Harness.Running;

/// <summary>The judgement over a whole run.</summary>
public static class RunVerdict
{
    /// <summary>
    /// Error before fail before inconclusive before pass. No case, or none that exercised anything, is inconclusive: nothing ran is not green.
    /// A failure that a baseline covers does not count, and a stale row of the baseline is a failure.
    /// </summary>
    public static Verdict Of(IReadOnlyList<CaseResult> cases, int selected, bool strict, BaselineOutcome? baseline = null)
    {
        if (cases.Any(c => c.Verdict is Verdict.Error))
        {
            return Verdict.Error;
        }

        if (baseline is { Stale.Count: > 0 } || cases.Any(c => !c.Known && (c.Verdict is Verdict.Fail || (strict && c.Warned))))
        {
            return Verdict.Fail;
        }

        return cases.Count < selected || cases.Any(c => c.Verdict is Verdict.Inconclusive) || !cases.Any(c => c.Exercised.Count > 0)
            ? Verdict.Inconclusive
            : Verdict.Pass;
    }
}
