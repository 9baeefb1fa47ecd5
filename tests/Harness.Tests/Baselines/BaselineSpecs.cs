using System.Text;
using Conformance.Harness.Baselines;
using Conformance.Harness.Ledger;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.Harness.Tests.Reports;

namespace Conformance.Harness.Tests.Baselines;

public sealed class BaselineSpecs
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Test]
    public void A_failure_that_is_listed_does_not_fail_the_run()
    {
        var (cases, outcome) = Judge([Failing("a", "RCPT-1"), Passing("b")], Row("a", "RCPT-1"));

        Assert.That(cases.Select(c => c.Known), Is.EqualTo(new[] { true, false }));
        Assert.That(outcome.Stale, Is.Empty);
        Assert.That(RunVerdict.Of(cases, 2, strict: false, outcome), Is.EqualTo(Verdict.Pass));
    }

    [Test]
    public void Another_clause_broken_in_a_known_case_is_news()
    {
        var (cases, outcome) = Judge([Failing("a", "RCPT-1", "RCPT-2")], Row("a", "RCPT-1"));

        Assert.That(cases[0].Known, Is.False);
        Assert.That(cases[0].Findings.Select(f => f.Known is not null), Is.EqualTo(new[] { true, false }));
        Assert.That(CaseReason.Of(cases[0]), Is.EqualTo("RCPT-2 is broken"));
        Assert.That(RunVerdict.Of(cases, 1, strict: false, outcome), Is.EqualTo(Verdict.Fail));
    }

    [TestCase("a", "RCPT-1", "the case passes")]
    [TestCase("b", "RCPT-1", "the case fails for other reasons only")]
    [TestCase("never", "RCPT-1", "there is no such case")]
    public void A_row_that_no_longer_holds_is_stale_and_fails_the_run(string @case, string requirement, string why)
    {
        var (cases, outcome) = Judge([Passing("a"), Failing("b", "RCPT-2")], Row("b", "RCPT-2"), Row(@case, requirement));

        Assert.That(outcome.Stale.Select(s => s.Why), Is.EqualTo(new[] { why }));
        Assert.That(RunVerdict.Of(cases, 2, strict: false, outcome), Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void A_row_whose_case_did_not_run_or_was_not_judged_is_not_stale()
    {
        var (_, outcome) = Judge([Passing("b") with { Id = "a", Verdict = Verdict.Inconclusive }], Row("a", "RCPT-1"), Row("c", "RCPT-1"));

        Assert.That(outcome.Stale, Is.Empty);
    }

    [TestCase(2026, 11, 22, true)]
    [TestCase(2026, 11, 21, false)]
    public void A_row_covers_until_the_end_of_its_last_day(int year, int month, int day, bool covers)
    {
        var (cases, outcome) = Judge([Failing("a", "RCPT-1")], Row("a", "RCPT-1") with { Expires = new DateOnly(year, month, day) });

        Assert.That(cases[0].Known, Is.EqualTo(covers));
        Assert.That(outcome.Stale, Is.Empty);
        Assert.That(RunVerdict.Of(cases, 1, strict: false, outcome), Is.EqualTo(covers ? Verdict.Pass : Verdict.Fail));
    }

    [Test]
    public void Warnings_are_known_failures_under_strict_only()
    {
        var warned = Passing("a") with { Warned = true, Findings = [Finding("RCPT-1") with { Severity = Severity.Warning }] };

        var (lenient, _) = Judge([warned], Row("b", null));
        var (strict, outcome) = new Baseline("known.json", [Row("a", "RCPT-1")]).Judge([warned], _ => true, strict: true, Today);

        Assert.That(lenient[0].Known, Is.False);
        Assert.That(strict[0].Known, Is.True);
        Assert.That(RunVerdict.Of(strict, 1, strict: true, outcome), Is.EqualTo(Verdict.Pass));
    }

    [Test]
    public void A_fault_of_the_harness_is_never_known()
    {
        var fault = Failing("a", "RCPT-1") with { Verdict = Verdict.Error, Findings = [Finding("RCPT-1") with { Kind = FindingKind.Harness }] };

        var (cases, outcome) = Judge([fault], Row("a", "RCPT-1"));

        Assert.That(RunVerdict.Of(cases, 1, strict: false, outcome), Is.EqualTo(Verdict.Error));
    }

    [Test]
    public void What_is_written_is_read_again()
    {
        KnownFailure[] rows = [Row("a", "RCPT-1") with { Expires = Today }, Row("b", null) with { Reason = "the \"wire\" changes, grüße" }];

        var problems = BaselineFile.Read("known.json", BaselineFile.Write(new Baseline("known.json", rows)), out var read);

        Assert.That(problems, Is.Empty);
        Assert.That(read.Failures, Is.EqualTo(rows));
    }

    [Test]
    public void All_that_is_wrong_with_a_file_is_said_at_once_with_its_place()
    {
        var problems = BaselineFile.Read("known.json", """
            { "failures": [
              { "case": "a", "requirement": 5, "reason": "", "owner": "x", "expires": "soon" },
              { "case": "b", "reason": "r", "owner": "o" }, // a comment
              { "case": "b", "reason": "r", "owner": "o", "until": 1 },
              7,
            ] }
            """, out var read);

        Assert.That(problems, Is.EqualTo(new[]
        {
            "$.failures[0].reason: a text that is not empty was expected",
            "$.failures[0].requirement: a text that is not empty was expected",
            "$.failures[0].expires: a day such as \"2027-03-31\" was expected, not \"soon\"",
            "$.failures[2].until: not a property of a known failure; it has case, requirement, reason, owner, expires",
            "$.failures[3]: an object with case, requirement, reason and owner was expected",
        }));
        Assert.That(read.Failures.Select(f => f.Case), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public void Known_failures_are_skipped_and_stale_rows_fail_in_junit_and_all_reports_name_them()
    {
        var (cases, outcome) = Judge([Failing("a", "RCPT-1"), Passing("b")], Row("a", "RCPT-1"), Row("b", "RCPT-2"));
        var run = SampleRun.Result with { Cases = cases, Baseline = outcome, Verdict = RunVerdict.Of(cases, 2, false, outcome) };

        using var stream = new MemoryStream();
        JUnitReport.Write(run, stream);
        var junit = Encoding.UTF8.GetString(stream.ToArray());

        Assert.That(junit, Does.Contain("tests=\"3\" failures=\"1\" errors=\"0\"").And.Contain("<skipped message=\"known failure: later (ims-team): RCPT-1 is broken\"").And.Contain("stale in known.json: the case passes"));
        Assert.That(SummaryReport.Render(run), Does.Contain("Stale baseline, 1 of 2 entries").And.Contain("`b RCPT-2`: the case passes").And.Contain("**known failure**"));
        Assert.That(Spelling.Headline(run with { Verdict = Verdict.Pass }), Is.EqualTo("Nothing new, 1 known failure"));
    }

    private static (IReadOnlyList<CaseResult> Cases, BaselineOutcome Outcome) Judge(CaseResult[] cases, params KnownFailure[] rows) =>
        new Baseline("known.json", rows).Judge(cases, id => id != "never", strict: false, Today);

    private static KnownFailure Row(string @case, string? requirement) => new(@case, requirement, "later", "ims-team", null);

    private static CaseResult Passing(string id) =>
        SampleRun.Result.Cases[1] with { Id = id, Verdict = Verdict.Pass, Warned = false, Findings = [], Exercised = ["RCPT-3.1-03"] };

    private static CaseResult Failing(string id, params string[] requirements) => Passing(id) with { Verdict = Verdict.Fail, Findings = [.. requirements.Select(Finding)] };

    private static Finding Finding(string requirement) => new() { Requirement = requirement, Severity = Severity.Fail, Kind = FindingKind.Flow, Message = $"{requirement} is broken" };
}
