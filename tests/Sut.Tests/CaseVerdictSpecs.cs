using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Conformance.Sut.Tests;

/// <summary>What NUnit says of a verdict.</summary>
public sealed class CaseVerdictSpecs
{
    private static readonly CaseFinding Broken = new("fail", "RCPT-3.2-04", "Bob sent the wrong disposition", "confirm", "notification");
    private static readonly CaseFinding Odd = new("warning", "I3428-7-01", "the answer came late", null, null);

    [Test]
    public void A_failure_fails_with_clause_and_reason()
    {
        var result = Told(new CaseVerdict("fail", false, null, [Broken, Odd]));

        Assert.That(result.ResultState.Status, Is.EqualTo(TestStatus.Failed));
        Assert.That(result.Message, Is.EqualTo("RCPT-3.2-04: Bob sent the wrong disposition\n  expected: confirm\n  observed: notification"));
    }

    [Test]
    public void No_judgement_is_Inconclusive_with_its_reason()
    {
        var result = Told(new CaseVerdict("inconclusive", false, "needs the control action 'read', which is not bound", []));

        Assert.That(result.ResultState.Status, Is.EqualTo(TestStatus.Inconclusive));
        Assert.That(result.Message, Is.EqualTo("needs the control action 'read', which is not bound"));
    }

    [Test]
    public void A_pass_with_a_broken_SHOULD_is_a_warning()
    {
        var result = Told(new CaseVerdict("pass", false, null, [Odd]));

        Assert.That(result.ResultState.Status, Is.EqualTo(TestStatus.Warning));
        Assert.That(result.Message, Does.Contain("I3428-7-01: the answer came late"));
    }

    [Test]
    public void A_fault_of_the_harness_is_not_blamed_on_the_system_under_test()
    {
        var result = Told(new CaseVerdict("error", false, null, [Broken]));

        Assert.That(result.ResultState.Status, Is.EqualTo(TestStatus.Failed));
        Assert.That(result.Message, Does.StartWith("The harness is at fault"));
    }

    [Test]
    public void A_pass_passes() => Assert.That(Told(new CaseVerdict("pass", false, null, [])).ResultState.Status, Is.EqualTo(TestStatus.Passed));

    /// <summary>Carries a test out as NUnit does, apart from the one under way.</summary>
    private static TestResult Told(CaseVerdict verdict)
    {
        using (new TestExecutionContext.IsolatedContext())
        {
            var result = TestExecutionContext.CurrentContext.CurrentResult;
            try
            {
                verdict.Tell();
                if (result.AssertionResults.Count > 0)
                {
                    result.RecordTestCompletion();
                }
                else
                {
                    result.SetResult(ResultState.Success);
                }
            }
            catch (ResultStateException ended)
            {
                result.SetResult(ended.ResultState, ended.Message);
            }

            return result;
        }
    }
}
