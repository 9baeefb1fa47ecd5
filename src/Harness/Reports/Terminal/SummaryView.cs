using System.Globalization;
using Conformance.Harness.Results;
using Spectre.Console;

namespace Conformance.Harness.Reports.Terminal;

/// <summary>What stands on the screen when a run has ended: the verdict, counts, what to look at first, and where the report is.</summary>
public static class SummaryView
{
    /// <summary>More problems than this push the verdict off the screen.</summary>
    private const int Listed = 12;

    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="reports">The report folder; null when none was written.</param>
    /// <param name="failures">Reports that could not be written.</param>
    public static void Write(IAnsiConsole console, RunResult run, ReportFolder? reports = null, IReadOnlyList<ReportFailure>? failures = null)
    {
        Problems(console, run);
        Suites(console, run);
        Actions(console, run);
        LeftOut(console, run);
        Readings(console, run);
        Clauses(console, run);
        Stale(console, run);
        Verdict(console, run);
        if (reports is not null)
        {
            console.Write(new Line().Add("Report       ").Add(reports.PathOf("index.html")));
        }

        foreach (var failure in failures ?? [])
        {
            console.Write(new Line().Add("Not written  ", VerdictStyle.Of(Results.Verdict.Error)).Add(failure.Message));
        }
    }

    private static void Problems(IAnsiConsole console, RunResult run)
    {
        var problems = Problem.Of(run);
        foreach (var problem in problems.Take(Listed))
        {
            var line = new Line().Add(VerdictStyle.Word(problem.First).PadRight(13), VerdictStyle.Of(problem.First));
            if (problem.Requirement is { } requirement)
            {
                line.Add(requirement, VerdictStyle.Bold).Add("  ");
            }

            console.Write(line.Add(problem.Reason));
            var more = problem.Cases.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"  and {problem.Cases.Count - 1} more like it") : "";
            console.Write(new Line().Add("             ").Add(problem.First.Id).Add(more, VerdictStyle.Soft));
            console.Write(new Line().Add("             ").Add(Spelling.Rerun(problem.First, run.SutFile), VerdictStyle.Soft));
            console.WriteLine();
        }

        if (problems.Count > Listed)
        {
            console.Write(new Line().Add(string.Create(CultureInfo.InvariantCulture, $"{problems.Count - Listed} more problems are in the report."), VerdictStyle.Soft));
            console.WriteLine();
        }
    }

    private static void Stale(IAnsiConsole console, RunResult run)
    {
        foreach (var stale in run.Baseline?.Stale ?? [])
        {
            console.Write(new Line().Add("Stale        ", VerdictStyle.Of(Results.Verdict.Fail)).Add(stale.Failure.Subject).Add($": {stale.Why}; remove it from {run.Baseline?.File}"));
        }
    }

    private static void Suites(IAnsiConsole console, RunResult run)
    {
        var table = new Table().NoBorder();
        table.AddColumn(new TableColumn(new Text("suite")).PadLeft(0));
        foreach (var head in new[] { "passed", "warned", "failed", "inconclusive", "harness fault" })
        {
            table.AddColumn(new TableColumn(new Text(head)).RightAligned());
        }

        foreach (var suite in run.Cases.GroupBy(@case => @case.Suite).OrderBy(suite => suite.Key, StringComparer.Ordinal))
        {
            var counts = RunCounts.Of(suite);
            int[] numbers = [counts.Passed, counts.Warned, counts.Failed, counts.Inconclusive, counts.Error];
            table.AddRow([new Text(suite.Key), .. numbers.Select(number => new Text(number.ToString(CultureInfo.InvariantCulture), number == 0 ? VerdictStyle.Soft : Style.Plain))]);
        }

        if (run.Cases.Count > 0)
        {
            console.Write(table);
            console.WriteLine();
        }
    }

    private static void Actions(IAnsiConsole console, RunResult run)
    {
        var head = "Not bound    ";
        foreach (var action in MissingAction.Of(run.Cases))
        {
            console.Write(new Line().Add(head).Add(action.Action, VerdictStyle.Bold).Add(action.Cost));
            head = new string(' ', head.Length);
        }
    }

    /// <summary>What the claims leave out, and which claim it is.</summary>
    private static void LeftOut(IAnsiConsole console, RunResult run)
    {
        var head = "Not claimed  ";
        foreach (var (why, cases) in run.LeftOut)
        {
            console.Write(new Line().Add(head).Add(why, VerdictStyle.Bold).Add(string.Create(CultureInfo.InvariantCulture, $": {cases.Count} {(cases.Count == 1 ? "case" : "cases")} left out")));
            head = new string(' ', head.Length);
        }
    }

    /// <summary>Readings that were declared, and those that the system follows although they were not.</summary>
    private static void Readings(IAnsiConsole console, RunResult run)
    {
        var head = "Readings     ";
        foreach (var row in run.Readings)
        {
            var others = row.Seen.Where(seen => seen.Choice != row.InForce?.Name && row.Reading.Alternative(seen.Choice) is not null).ToArray();
            if (row.InForce is not { } inForce || (!row.IsDeclared && others.Length == 0))
            {
                continue;
            }

            var followed = row.Seen.Select(seen => string.Create(CultureInfo.InvariantCulture, $"{seen.Choice} in {seen.Cases} {(seen.Cases == 1 ? "case" : "cases")}")).DefaultIfEmpty("neither");
            console.Write(new Line().Add(head).Add(row.Reading.Id, VerdictStyle.Bold).Add($" is read as {inForce.Name}{(row.IsDeclared ? ", as declared" : "")}; seen: {string.Join(", ", followed)}"));
            head = new string(' ', head.Length);
        }
    }

    private static void Clauses(IAnsiConsole console, RunResult run)
    {
        if (run.Requirements.Count == 0)
        {
            return;
        }

        var counted = run.Requirements.CountBy(row => row.Status).OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {Spelling.Of(pair.Key).Replace('-', ' ')}"));
        console.Write(new Line().Add("Clauses      ").Add(string.Join(", ", counted)));
    }

    private static void Verdict(IAnsiConsole console, RunResult run)
    {
        console.Write(new Line().Add("Cases        ").Add(string.Create(CultureInfo.InvariantCulture, $"{RunCounts.Of(run.Cases)}, of {run.Selected} selected, in {Spelling.Time(run.Duration)}{(run.Interrupted ? "; interrupted" : "")}")));
        console.Write(new Line().Add("Verdict      ").Add($"{run.SutName}: ").Add(Spelling.Headline(run).ToLowerInvariant(), VerdictStyle.Of(run.Verdict)));
    }
}
