using System.Text.Json;

namespace Conformance.Cli.Tests.Remote;

/// <summary>The verdicts of a run, from its results.json.</summary>
internal static class JudgedCases
{
    /// <summary>Each case with its verdict and the clauses that it fails for, one a line, so that two runs can be compared.</summary>
    internal static IReadOnlyDictionary<string, string> Of(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "results.json")));
        return document.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString() ?? "", Verdict, StringComparer.Ordinal);
    }

    /// <summary>What differs, in words; empty when nothing does.</summary>
    internal static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> found) =>
        [.. expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
            .Select(id => (id, Expected: expected.GetValueOrDefault(id, "did not run"), Found: found.GetValueOrDefault(id, "did not run")))
            .Where(c => c.Expected != c.Found)
            .Select(c => $"{c.id}: in process {c.Expected}, remote {c.Found}")];

    private static string Verdict(JsonElement @case)
    {
        // Notes tell how long something took, which differs from run to run.
        var blamed = @case.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("severity").GetString() is "fail").Select(f => f.GetProperty("requirement").GetString()).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var reason = @case.GetProperty("reason").GetString();
        return $"{@case.GetProperty("verdict").GetString()} {string.Join(" ", blamed)}{(reason is null ? "" : $" ({reason})")}".TrimEnd();
    }
}
