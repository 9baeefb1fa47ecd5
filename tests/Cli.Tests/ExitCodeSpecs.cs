using Conformance.Harness.Results;

namespace Conformance.Cli.Tests;

public sealed class ExitCodeSpecs
{
    [TestCase(Verdict.Pass, 0)]
    [TestCase(Verdict.Fail, 1)]
    [TestCase(Verdict.Inconclusive, 2)]
    [TestCase(Verdict.Error, 4)]
    public void A_verdict_has_its_exit_code(Verdict verdict, int exitCode) => Assert.That(ExitCode.Of(verdict), Is.EqualTo(exitCode));
}
