using System.Text.Json;

namespace Conformance.Sut.Tests;

/// <summary>What a run says about one case, as NUnit is told.</summary>
/// <param name="Verdict">pass, fail, inconclusive or error.</param>
/// <param name="IsKnown">A baseline covers the failure.</param>
/// <param name="Reason">Why there is no judgement; null when there is one.</param>
/// <param name="Findings">What is to be looked at, worst first.</param>
internal sealed record CaseVerdict(string Verdict, bool IsKnown, string? Reason, IReadOnlyList<CaseFinding> Findings)
{
    internal static CaseVerdict Read(JsonElement @case) => new(
        @case.GetProperty("verdict").GetString()!,
        @case.TryGetProperty("known", out var known) && known.ValueKind is JsonValueKind.True,
        @case.GetProperty("reason").GetString(),
        [.. @case.GetProperty("findings").EnumerateArray().Select(f => new CaseFinding(
            f.GetProperty("severity").GetString()!, f.GetProperty("requirement").GetString(), f.GetProperty("message").GetString()!, f.GetProperty("expected").GetString(), f.GetProperty("observed").GetString()))]);

    /// <summary>Ends the NUnit test as the case ended: a fault of the harness is a failure that says so, a warning stays a warning.</summary>
    internal void Tell()
    {
        var failures = string.Join('\n', Findings.Where(f => f.Severity is "fail").Select(f => f.Text));
        switch (Verdict)
        {
            case "fail":
                Assert.Fail(failures);
                break;
            case "inconclusive":
                Assert.Inconclusive(Reason ?? "no judgement");
                break;
            case "error":
                Assert.Fail($"The harness is at fault, and nothing is said about the system under test: {Reason}\n{failures}".TrimEnd());
                break;
        }

        foreach (var warning in Findings.Where(f => f.Severity is "warning"))
        {
            Assert.Warn(warning.Text);
        }
    }
}

/// <summary>One finding of a case.</summary>
internal sealed record CaseFinding(string Severity, string? Requirement, string Message, string? Expected, string? Observed)
{
    internal string Text => $"{(Requirement is null ? "" : $"{Requirement}: ")}{Message}{(Expected is null ? "" : $"\n  expected: {Expected}")}{(Observed is null ? "" : $"\n  observed: {Observed}")}";
}
