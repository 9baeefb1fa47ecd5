using Conformance.Harness.Results;

namespace Conformance.Cli.Tests;

public sealed class ExitCodeSpecs
{
    [TestCase(Verdict.Pass, 0)]
    [TestCase(Verdict.Fail, 1)]
    [TestCase(Verdict.Inconclusive, 2)]
    [TestCase(Verdict.Error, 4)]
    public void A_verdict_has_its_exit_code(Verdict verdict, int exitCode) => Assert.That(ExitCode.Of(verdict), Is.EqualTo(exitCode));

    /// <summary>130 is shown by <see cref="InterruptSpecs"/>.</summary>
    [TestCase(0, "run", "--virtual", "--no-report", "--only", Command.Case)]
    [TestCase(1, "run", "--virtual", "--no-report", "--only", Command.Case, "--deviation", Command.Fault)]
    [TestCase(2, "run", "--virtual", "--no-report", "--only", "nothing-*")]
    [TestCase(3, "run", "--virtual", "--no-report", "--only", "nothing")]
    public async Task Says_to_the_shell_how_it_ended(int exitCode, params string[] args)
    {
        var said = await Command.RunAsync(args);

        Assert.That(said.ExitCode, Is.EqualTo(exitCode), said.Output + said.Error);
    }

    [Test]
    public async Task A_fault_of_the_harness_in_one_shard_is_4_for_the_whole()
    {
        using var scratch = new Scratch();
        await Command.RunAsync("run", "--virtual", "--only", Command.Case, "--out", scratch["shard"]);
        var journal = await File.ReadAllTextAsync(scratch["shard/journal.jsonl"]);
        await File.WriteAllTextAsync(scratch["shard/journal.jsonl"], journal.Replace("\"verdict\":\"pass\"", "\"verdict\":\"error\"", StringComparison.Ordinal));

        var said = await Command.RunAsync("report", "merge", scratch["shard"], "--out", scratch["merged"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.HarnessFault), said.Output + said.Error);
        Assert.That(said.Output, Does.Contain("harness at fault"));
    }
}
