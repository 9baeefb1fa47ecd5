using Conformance.Harness.Results;

namespace Conformance.Harness.Running;

/// <summary>The judgement over a whole run.</summary>
public static class RunVerdict
{
    /// <summary>
    /// Error before fail before inconclusive before pass. No case, or none that exercised anything, is inconclusive: nothing ran is not green.
    /// </summary>
    public static Verdict Of(IReadOnlyList<CaseResult> cases, int selected, bool strict)
    {
        if (cases.Any(c => c.Verdict is Verdict.Error))
        {
            return Verdict.Error;
        }

        if (cases.Any(c => c.Verdict is Verdict.Fail || (strict && c.Warned)))
        {
            return Verdict.Fail;
        }

        return cases.Count < selected || cases.Any(c => c.Verdict is Verdict.Inconclusive) || !cases.Any(c => c.Exercised.Count > 0)
            ? Verdict.Inconclusive
            : Verdict.Pass;
    }
}
