using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>How many cases ended how. A pass with warnings is counted as warned, not as passed.</summary>
public readonly record struct RunCounts(int Passed, int Warned, int Failed, int Inconclusive, int Error)
{
    /// <summary>All cases that ended.</summary>
    public int Total => Passed + Warned + Failed + Inconclusive + Error;

    /// <summary>Counts some cases.</summary>
    public static RunCounts Of(IEnumerable<CaseResult> cases)
    {
        var counts = default(RunCounts);
        foreach (var @case in cases)
        {
            counts = @case.Verdict switch
            {
                Verdict.Pass when @case.Warned => counts with { Warned = counts.Warned + 1 },
                Verdict.Pass => counts with { Passed = counts.Passed + 1 },
                Verdict.Fail => counts with { Failed = counts.Failed + 1 },
                Verdict.Inconclusive => counts with { Inconclusive = counts.Inconclusive + 1 },
                _ => counts with { Error = counts.Error + 1 },
            };
        }

        return counts;
    }

    /// <summary>The counts that are not zero, in words: <c>2 failed, 1 inconclusive, 12 passed</c>.</summary>
    public override string ToString()
    {
        (int Count, string Word)[] parts = [(Failed, "failed"), (Error, "harness faults"), (Inconclusive, "inconclusive"), (Warned, "passed with warnings"), (Passed, "passed")];
        var words = string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Word}"));
        return words.Length == 0 ? "no case ran" : words;
    }
}
