using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.Harness.Tests.Reports;

namespace Conformance.Harness.Tests.Running;

/// <summary>The judgement over a whole run.</summary>
public sealed class RunVerdictSpecs
{
    private static readonly CaseResult Sample = SampleRun.Result.Cases.First(c => c.Verdict is Verdict.Pass && !c.Warned);

    [Test]
    public void Nothing_ran_is_not_green() => Assert.That(RunVerdict.Of([], 0, strict: false), Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void A_run_that_exercised_nothing_is_not_green() =>
        Assert.That(RunVerdict.Of([Sample with { Exercised = [] }], 1, strict: false), Is.EqualTo(Verdict.Inconclusive));

    [Test]
    public void A_run_that_did_not_end_is_not_green() =>
        Assert.That(RunVerdict.Of([Sample with { Exercised = ["RCPT-3.2-04"] }], 2, strict: false), Is.EqualTo(Verdict.Inconclusive));

    [TestCase(Verdict.Pass, Verdict.Pass, Verdict.Pass)]
    [TestCase(Verdict.Pass, Verdict.Inconclusive, Verdict.Inconclusive)]
    [TestCase(Verdict.Inconclusive, Verdict.Fail, Verdict.Fail)]
    [TestCase(Verdict.Fail, Verdict.Error, Verdict.Error)]
    public void The_worst_case_decides(Verdict one, Verdict other, Verdict expected) => Assert.That(
        RunVerdict.Of([With(one), With(other)], 2, strict: false),
        Is.EqualTo(expected));

    [Test]
    public void A_warning_fails_under_strict_only()
    {
        var warned = With(Verdict.Pass) with { Warned = true };

        Assert.That(RunVerdict.Of([warned], 1, strict: false), Is.EqualTo(Verdict.Pass));
        Assert.That(RunVerdict.Of([warned], 1, strict: true), Is.EqualTo(Verdict.Fail));
    }

    private static CaseResult With(Verdict verdict) => Sample with { Verdict = verdict, Exercised = ["RCPT-3.2-04"] };
}
