using System.Globalization;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>How the values of the model are spelled in files and on the screen. Files keep these words; changing one breaks readers.</summary>
public static class Spelling
{
    /// <summary>pass, fail, inconclusive or error.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Inconclusive => "inconclusive",
        Verdict.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>The verdict over a whole run as a person would say it.</summary>
    public static string Headline(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "Conformant",
        Verdict.Fail => "Not conformant",
        Verdict.Inconclusive => "Inconclusive",
        Verdict.Error => "Harness at fault",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>The verdict over a whole run, with what a baseline makes of it.</summary>
    public static string Headline(RunResult run) => run.Baseline is not { } baseline ? Headline(run.Verdict)
        : run.Verdict is Verdict.Pass && run.Cases.Count(c => c.Known) is > 0 and var known
            ? string.Create(CultureInfo.InvariantCulture, $"Nothing new, {known} known {(known == 1 ? "failure" : "failures")}")
        : baseline.Stale.Count > 0 && !run.Cases.Any(c => !c.Known && (c.Verdict is Verdict.Fail || (run.Strict && c.Warned)))
            ? string.Create(CultureInfo.InvariantCulture, $"Stale baseline, {baseline.Stale.Count} of {baseline.Entries} entries")
        : Headline(run.Verdict);

    /// <summary>passed, failed, warned, inconclusive, not-exercised, not-verified-yet or not-testable.</summary>
    public static string Of(RequirementStatus status) => status switch
    {
        RequirementStatus.Passed => "passed",
        RequirementStatus.Failed => "failed",
        RequirementStatus.Warned => "warned",
        RequirementStatus.Inconclusive => "inconclusive",
        RequirementStatus.NotExercised => "not-exercised",
        RequirementStatus.NotVerifiedYet => "not-verified-yet",
        RequirementStatus.NotTestable => "not-testable",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>flow, rule, golden or harness.</summary>
    public static string Of(FindingKind kind) => kind switch
    {
        FindingKind.Flow => "flow",
        FindingKind.Rule => "rule",
        FindingKind.Golden => "golden",
        FindingKind.Harness => "harness",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>fail, warning or note.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Fail => "fail",
        Severity.Warning => "warning",
        Severity.Finding => "note",
        _ => throw new ArgumentOutOfRangeException(nameof(severity)),
    };

    /// <summary>The keyword as documents print it; <c>STATEMENT</c> binds without one.</summary>
    public static string Of(Level level) => level switch
    {
        Level.Must => "MUST",
        Level.MustNot => "MUST NOT",
        Level.Should => "SHOULD",
        Level.ShouldNot => "SHOULD NOT",
        Level.May => "MAY",
        Level.Statement => "STATEMENT",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>expected, tolerated, unexpected or forbidden.</summary>
    public static string Of(ArrowMark mark) => mark switch
    {
        ArrowMark.Expected => "expected",
        ArrowMark.Tolerated => "tolerated",
        ArrowMark.Unexpected => "unexpected",
        ArrowMark.Forbidden => "forbidden",
        _ => throw new ArgumentOutOfRangeException(nameof(mark)),
    };

    /// <summary>A time for people, in the unit that suits its size: <c>12 ms</c>, <c>4.20 s</c>, <c>3 min 05 s</c>.</summary>
    public static string Time(TimeSpan time)
    {
        var ms = time.TotalMilliseconds;
        return ms switch
        {
            < 0.9995 and > -0.9995 => Format(time.TotalMicroseconds, "0", "µs"),
            < 9.95 => Format(ms, "0.0", "ms"),
            < 999.5 => Format(ms, "0", "ms"),
            < 59_995 => Format(time.TotalSeconds, "0.00", "s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMinutes} min {time.Seconds:00} s"),
        };
    }

    /// <summary>Seconds with three decimals, as in <c>0.012</c>; what machines read, and the margin of ladders.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The command that runs one case again; quoted for a POSIX shell where a name asks for it.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="sutFile">The SUT file; null for the bundled reference.</param>
    public static string Rerun(string caseId, string? sutFile = null) =>
        $"conformance run {(sutFile is null ? "" : $"--sut {Quoted(sutFile)} ")}--only {Quoted(caseId)}";

    /// <inheritdoc cref="Rerun(string, string?)"/>
    public static string Rerun(CaseResult @case, string? sutFile) => @case.Command ?? Rerun(@case.Id, sutFile);

    private static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '=' or '+' or ':') ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static string Format(double value, string format, string unit) => value.ToString(format, CultureInfo.InvariantCulture) + " " + unit;
}
