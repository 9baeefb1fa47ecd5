namespace Conformance.Cli.Tests.Remote;

/// <summary>What is kept of a run against a system in another process.</summary>
[NonParallelizable]
public sealed class RemoteEvidenceSpecs
{
    private static readonly string[] Select = ["--only", "sip-positive-delivery", "list-message-basic-to", "--seat", "im-recipient", "list-service"];

    [Test]
    public async Task Its_golden_files_stand_beside_its_SUT_file_and_a_change_on_its_wire_is_a_finding()
    {
        using var scratch = new Scratch();
        using (var served = await ServedReference.StartAsync(scratch.Path, "all"))
        {
            // What happens first in a process takes as long as a hundred cases.
            await Command.RunAsync(["run", "--sut", served.SutFile, "--no-report", .. Select]);
            var accepted = await Command.RunAsync(["golden", "accept", "--sut", served.SutFile, .. Select]);
            var same = await Command.RunAsync(["run", "--sut", served.SutFile, "--out", scratch["same"], .. Select]);

            Assert.That(accepted.ExitCode, Is.EqualTo(ExitCode.Conformant), accepted.Error);
            Assert.That(same.ExitCode, Is.EqualTo(ExitCode.Conformant), same.Output + same.Error);
            Assert.That(same.Output, Does.Not.Contain("no golden file").And.Not.Contain("differs from its golden file"));
        }

        Assert.That(File.Exists(scratch["ref.golden/receipts/sip-positive-delivery/im-recipient.tcp.200.verified.txt"]), Is.True);
        using var changed = await ServedReference.StartAsync(scratch.Path, "all");
        var file = scratch["ref.golden/receipts/sip-positive-delivery/im-recipient.tcp.200.verified.txt"];
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("Content-Disposition: confirm", "Content-Disposition: notification", StringComparison.Ordinal));

        var different = await Command.RunAsync("run", "--sut", changed.SutFile, "--out", scratch["different"], "--only", Command.Case);

        Assert.That(different.ExitCode, Is.EqualTo(ExitCode.NotConformant), different.Output);
        Assert.That(different.Output, Does.Contain("differs from its golden file").And.Contain("-   Content-Disposition: notification").And.Contain("+   Content-Disposition: confirm"));
    }

    [Test]
    public async Task Its_run_is_judged_again_as_it_was_without_it()
    {
        using var scratch = new Scratch();
        using (var served = await ServedReference.StartAsync(scratch.Path, "all", "--deviation", Command.Fault))
        {
            await Command.RunAsync(["run", "--sut", served.SutFile, "--out", scratch["then"], .. Select]);
        }

        var said = await Command.RunAsync("rejudge", scratch["then"], "--out", scratch["now"]);

        Assert.That(said.Output, Does.Contain(" 0 otherwise, 0 that do not fit"), said.Error);
        Assert.That(JudgedCases.Differences(JudgedCases.Of(scratch["then"]), JudgedCases.Of(scratch["now"])), Is.Empty);
        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.NotConformant));
    }
}
