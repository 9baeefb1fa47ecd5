using System.Globalization;
using Conformance.Harness.Results;
using Scope = Conformance.Harness.Reports.Html.Template.Scope;

namespace Conformance.Harness.Reports.Html;

/// <summary>The values of the first screen: what was tested, the verdict, what to look at, and the painted clause lists.</summary>
internal static class OverviewPage
{
    /// <summary>More problems than this are left to the case list.</summary>
    private const int ListedProblems = 25;

    /// <summary>Width of the bar of counts, in its own units.</summary>
    private const double BarWidth = 1000;

    public static Scope Of(RunResult run)
    {
        var problems = Problem.Of(run);
        return new Scope
        {
            ["sut"] = run.SutName,
            ["verdict"] = Spelling.Of(run.Verdict),
            ["verdictSign"] = VerdictSign.Of(run.Verdict),
            ["says"] = run.Baseline is null ? Says(run.Verdict) : $"- {Spelling.Headline(run).ToLowerInvariant()}",
            ["sentence"] = Sentence(run),
            ["harness"] = run.HarnessVersion,
            ["network"] = run.Network,
            ["seed"] = run.Seed.ToString(CultureInfo.InvariantCulture),
            ["started"] = run.StartedAt.ToUniversalTime().ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
            ["startedIso"] = run.StartedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["took"] = Spelling.Time(run.Duration),
            ["strict"] = run.Strict,
            ["interrupted"] = run.Interrupted,
            ["selected"] = Number(run.Selected),
            ["ended"] = Number(run.Cases.Count),
            ["strays"] = run.Strays.Count switch { 0 => "", 1 => "1 message", var count => $"{Number(count)} messages" },
            ["counts"] = Counts(run),
            ["problems"] = problems.Take(ListedProblems).Select(Row).ToList(),
            ["moreProblems"] = problems.Count > ListedProblems ? Number(problems.Count - ListedProblems) : "",
            ["specifications"] = SpecificationResult.Of(run).Select(Specification).ToList(),
            ["leftOut"] = run.LeftOut.Select(l => new Scope { ["leftOutWhy"] = l.Key, ["leftOutCount"] = l.Value.Count == 1 ? "1 case" : $"{Number(l.Value.Count)} cases", ["leftOutIds"] = string.Join(" ", l.Value) }).ToList(),
            ["readings"] = run.Readings.Where(row => row.IsNews).Select(Reading).ToList(),
            ["quietReadings"] = run.Readings.Count(row => !row.IsNews) is > 0 and var quiet ? Number(quiet) : "",
            ["statuses"] = Enum.GetValues<RequirementStatus>().Select(status => Status(run, status)).ToList(),
        };
    }

    private static string Says(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "is conformant",
        Verdict.Fail => "is not conformant",
        Verdict.Inconclusive => "could not be judged",
        _ => "was not judged: the harness is at fault",
    };

    private static string Sentence(RunResult run)
    {
        var broken = run.Requirements.Count(row => row.Status == RequirementStatus.Failed);
        var kept = run.Requirements.Count(row => row.Status == RequirementStatus.Passed);
        var clauses = (broken, kept) switch
        {
            (0, 0) => "No clause was put to the test.",
            (0, _) => $"{Number(kept)} of {Number(run.Requirements.Count)} clauses were put to the test and kept, none was broken.",
            (1, _) => $"1 clause is broken, {Number(kept)} are kept, of {Number(run.Requirements.Count)}.",
            _ => $"{Number(broken)} clauses are broken, {Number(kept)} are kept, of {Number(run.Requirements.Count)}.",
        };
        return run.Baseline is { Stale.Count: > 0 } baseline
            ? $"{clauses} Stale in {baseline.File}: {string.Join("; ", baseline.Stale.Take(ListedProblems).Select(s => $"{s.Failure.Subject}, {s.Why}"))}."
            : clauses;
    }

    private static List<Scope> Counts(RunResult run)
    {
        var counts = RunCounts.Of(run.Cases);
        (string Verdict, string Word, int Count)[] all =
        [
            ("fail", "failed", counts.Failed),
            ("error", "harness faults", counts.Error),
            ("inconclusive", "inconclusive", counts.Inconclusive),
            ("warned", "passed with warnings", counts.Warned),
            ("pass", "passed", counts.Passed),
        ];
        var list = new List<Scope>();
        var at = 0.0;
        foreach (var (verdict, word, count) in all)
        {
            var width = counts.Total == 0 ? 0 : BarWidth * count / counts.Total;
            list.Add(new Scope
            {
                ["countVerdict"] = verdict,
                ["countSign"] = VerdictSign.Of(verdict),
                ["countWord"] = word,
                ["count"] = Number(count),
                ["any"] = count > 0,
                ["barAt"] = at.ToString("0.##", CultureInfo.InvariantCulture),
                ["barWidth"] = width.ToString("0.##", CultureInfo.InvariantCulture),
            });
            at += width;
        }

        return list;
    }

    private static Scope Row(Problem problem)
    {
        var verdict = problem.First is { Verdict: Verdict.Pass } ? "warned" : Spelling.Of(problem.First.Verdict);
        return new Scope
        {
            ["problemVerdict"] = verdict,
            ["problemSign"] = VerdictSign.Of(verdict),
            ["problemWord"] = verdict == "warned" ? "warning" : verdict,
            ["reason"] = problem.Reason.Length > 0 ? problem.Reason : problem.First.Title,
            ["caseId"] = problem.First.Id,
            ["caseLink"] = Link("case", problem.First.Id),
            ["clauseId"] = problem.Requirement ?? "",
            ["clauseLink"] = Link("clause", problem.Requirement ?? ""),
            ["more"] = problem.Cases.Count > 1 ? Number(problem.Cases.Count - 1) : "",
            ["moreLink"] = $"#cases?verdict={verdict}&text={Uri.EscapeDataString(problem.Shared)}",
        };
    }

    private static Scope Specification(SpecificationResult specification)
    {
        var failed = specification.Count(RequirementStatus.Failed);
        var passed = specification.Count(RequirementStatus.Passed);
        return new Scope
        {
            ["document"] = specification.Title,
            ["documentTotal"] = Number(specification.Total),
            ["documentPassed"] = Number(passed),
            ["documentFailed"] = failed > 0 ? Number(failed) : "",
            ["sections"] = specification.Sections.Select(section => new Scope
            {
                ["heading"] = section.Heading,
                ["clauses"] = section.Rows.Select((row, i) => Clause(row, i > 0 ? section.Rows[i - 1] : row)).ToList(),
            }).ToList(),
        };
    }

    /// <summary>A tile; a new section under the same heading starts with some space, since numbers start again there.</summary>
    private static Scope Clause(RequirementResult row, RequirementResult before)
    {
        var id = row.Requirement.Id;
        return new Scope
        {
            ["id"] = id,
            ["turns"] = row.Requirement.Section != before.Requirement.Section,
            ["link"] = Link("clause", id),
            ["status"] = Spelling.Of(row.Status),
            ["statusWord"] = Spelling.Of(row.Status).Replace('-', ' '),
            ["level"] = Spelling.Of(row.Requirement.Level),
            ["number"] = id[(id.LastIndexOf('-') + 1)..],
            ["text"] = row.Requirement.Text,
        };
    }

    private static Scope Reading(ReadingResult row) => new()
    {
        ["readingId"] = row.Reading.Id,
        ["readingTitle"] = row.Reading.Title,
        ["readingOpen"] = row.Reading.Problem,
        ["readingDecision"] = row.Reading.Decision,
        ["readingName"] = row.InForce?.Name ?? "",
        ["readingMeans"] = row.InForce?.Means ?? "",
        ["readingHow"] = row.IsDeclared ? "declared" : "default",
        ["readingDeclared"] = row.IsDeclared,
        ["readingOthers"] = string.Join(", ", row.Reading.Alternatives.Where(a => a != row.InForce).Select(a => a.Name)),
        ["readingResting"] = row.Resting > 0 ? Number(row.Resting) : "",
        ["readingSeen"] = row.Seen.Select(seen => new Scope { ["seenChoice"] = seen.Choice, ["seenCases"] = seen.Cases == 1 ? "1 case" : $"{Number(seen.Cases)} cases" }).ToList(),
    };

    private static Scope Status(RunResult run, RequirementStatus status)
    {
        var count = run.Requirements.Count(row => row.Status == status);
        return new Scope
        {
            ["legendStatus"] = Spelling.Of(status),
            ["legendWord"] = Spelling.Of(status).Replace('-', ' '),
            ["legendCount"] = Number(count),
        };
    }

    /// <summary>A link to another view of the page. A slash needs no escape there, and ids stay readable.</summary>
    private static string Link(string view, string id) => $"#{view}={Uri.EscapeDataString(id).Replace("%2F", "/", StringComparison.Ordinal)}";

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');
}
