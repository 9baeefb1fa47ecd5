using System.Globalization;
using System.Text;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary><c>summary.md</c>: what a CI job page shows. Short enough to read there; the HTML report has the rest.</summary>
public sealed class SummaryReport : IReport
{
    /// <summary>More problems than this are counted, not listed: job pages cut long texts.</summary>
    private const int Listed = 50;

    /// <inheritdoc/>
    public string FileName => "summary.md";

    /// <inheritdoc/>
    public void Write(RunResult run, ReportFolder folder) => folder.Write(FileName, stream => stream.Write(Encoding.UTF8.GetBytes(Render(run))));

    /// <summary>The whole document.</summary>
    public static string Render(RunResult run)
    {
        var text = new StringBuilder();
        var counts = RunCounts.Of(run.Cases);
        text.Append("# ").Append(Spelling.Headline(run)).Append(": ").Append(Escape(run.SutName)).Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{counts} of {run.Selected} selected, in {Spelling.Time(run.Duration)}.");
        text.Append(run.Interrupted ? " **The run was interrupted.**" : "").Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Harness {Escape(run.HarnessVersion)}, {Escape(run.Network)} network, seed `{run.Seed}`{(run.Strict ? ", strict" : "")}.\n");
        Suites(text, run);
        Stale(text, run);
        Problems(text, run);
        Actions(text, run);
        Requirements(text, run);
        return text.ToString();
    }

    private static void Suites(StringBuilder text, RunResult run)
    {
        if (run.Cases.Count == 0)
        {
            return;
        }

        text.Append("\n| suite | passed | warned | failed | inconclusive | harness fault |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var suite in run.Cases.GroupBy(@case => @case.Suite).OrderBy(suite => suite.Key, StringComparer.Ordinal))
        {
            var counts = RunCounts.Of(suite);
            text.Append(CultureInfo.InvariantCulture, $"| {Escape(suite.Key)} | {counts.Passed} | {counts.Warned} | {counts.Failed} | {counts.Inconclusive} | {counts.Error} |\n");
        }
    }

    private static void Stale(StringBuilder text, RunResult run)
    {
        if (run.Baseline is not { Stale.Count: > 0 } baseline)
        {
            return;
        }

        text.Append("\n## Stale entries of ").Append(Code(baseline.File)).Append("\n\n");
        foreach (var stale in baseline.Stale)
        {
            text.Append("- ").Append(Code(stale.Failure.Subject)).Append(": ").Append(Escape(stale.Why)).Append('\n');
        }
    }

    private static void Problems(StringBuilder text, RunResult run)
    {
        var problems = Problem.Of(run);
        if (problems.Count == 0)
        {
            return;
        }

        text.Append("\n## What to look at\n\n");
        foreach (var problem in problems.Take(Listed))
        {
            var more = problem.Cases.Count == 1 ? "" : $" and {problem.Cases.Count - 1} more like it";
            text.Append("- **").Append(Word(problem.First)).Append("**");
            text.Append(problem.Requirement is { } requirement ? $" {Code(requirement)}" : "").Append(": ").Append(Escape(problem.Reason)).Append("  \n");
            text.Append("  ").Append(Code(problem.First.Id)).Append(more).Append("  \n");
            text.Append("  ").Append(Code(Spelling.Rerun(problem.First, run.SutFile))).Append('\n');
        }

        if (problems.Count > Listed)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{problems.Count - Listed} more are in the report.\n");
        }
    }

    private static void Actions(StringBuilder text, RunResult run)
    {
        var missing = MissingAction.Of(run.Cases);
        if (missing.Count == 0)
        {
            return;
        }

        text.Append("\n## Control actions that are not bound\n\n| action | cases without judgement | of them for want of nothing else |\n| --- | ---: | ---: |\n");
        foreach (var action in missing)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Code(action.Action)} | {action.Cases} | {action.CasesOfItsOwn} |\n");
        }
    }

    private static void Requirements(StringBuilder text, RunResult run)
    {
        if (run.Requirements.Count == 0)
        {
            return;
        }

        text.Append("\n## Clauses\n\n| specification | passed | failed | warned | inconclusive | not exercised | not verified yet | not testable |\n");
        text.Append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var specification in SpecificationResult.Of(run))
        {
            text.Append("| ").Append(Escape(specification.Title)).Append(" |");
            foreach (var status in Enum.GetValues<RequirementStatus>())
            {
                text.Append(CultureInfo.InvariantCulture, $" {specification.Count(status)} |");
            }

            text.Append('\n');
        }
    }

    private static string Word(CaseResult @case) => @case.Known ? "known failure" : @case.Verdict == Verdict.Pass ? "warning" : Spelling.Of(@case.Verdict);

    /// <summary>Text that Markdown must not take for markup, nor a browser for a tag.</summary>
    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var c in value.ReplaceLineEndings(" "))
        {
            _ = c switch
            {
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '&' => text.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' => text.Append('\\').Append(c),
                _ => text.Append(char.IsControl(c) ? ' ' : c),
            };
        }

        return text.ToString();
    }

    /// <summary>A code span; its fence is longer than any run of backticks in it.</summary>
    private static string Code(string value)
    {
        var fence = "`";
        while (value.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return fence.Length == 1 ? $"`{value}`" : $"{fence} {value} {fence}";
    }
}
