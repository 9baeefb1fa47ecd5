using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Running;

/// <summary>Computes, for every ambiguity of the ledger, which reading verdicts of a run rest on and which ones the system under test was seen to follow.</summary>
public static class ReadingMatrix
{
    /// <summary>One row for each ambiguity, in the order of the ledger.</summary>
    public static IReadOnlyList<ReadingResult> Compute(IReadOnlyList<CaseResult> results, ChosenReadings readings)
    {
        var seen = results.SelectMany(r => r.Readings.Distinct()).GroupBy(s => s.Id).ToDictionary(
            g => g.Key,
            g => g.CountBy(s => s.Choice).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new ReadingCount(c.Key, c.Value)).ToArray(),
            StringComparer.Ordinal);
        var resting = results.SelectMany(r => r.Findings.Select(f => f.Reading).OfType<string>().Distinct()).CountBy(id => id).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. Readings.All.Select(r => new ReadingResult(r)
            {
                InForce = readings.Of(r),
                IsDeclared = readings.Declared.ContainsKey(r.Id),
                Seen = seen.GetValueOrDefault(r.Id) ?? [],
                Resting = resting.GetValueOrDefault(r.Id),
            }),
        ];
    }
}
