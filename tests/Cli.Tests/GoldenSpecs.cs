using System.Text.Json;

namespace Conformance.Cli.Tests;

public sealed class GoldenSpecs
{
    [Test]
    public async Task What_was_accepted_is_compared_and_a_difference_is_a_finding_until_it_is_accepted()
    {
        using var scratch = new Scratch();
        string[] select = ["--only", Command.Case, "--golden", scratch["golden"]];
        var file = scratch["golden/receipts/sip-positive-delivery/im-recipient.tcp.200.verified.txt"];
        var received = file.Replace(".verified.", ".received.", StringComparison.Ordinal);

        var accepted = await Command.RunAsync(["golden", "accept", .. select]);
        var same = await Command.RunAsync(["run", "--virtual", "--no-report", .. select]);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("Content-Disposition: confirm", "Content-Disposition: notification", StringComparison.Ordinal));
        var different = await Command.RunAsync(["run", "--virtual", "--out", scratch["reports"], .. select]);
        var wasReceived = File.Exists(received);
        var acceptedAgain = await Command.RunAsync(["golden", "accept", .. select]);

        Assert.That(accepted.Output, Does.Contain("1 added"));
        Assert.That(same.ExitCode, Is.EqualTo(ExitCode.Conformant), same.Output);
        Assert.That(different.ExitCode, Is.EqualTo(ExitCode.NotConformant));
        Assert.That(different.Output, Does.Contain("-   Content-Disposition: notification").And.Contain("+   Content-Disposition: confirm"));
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(scratch["reports/results.json"]));
        Assert.That(results.RootElement.GetProperty("cases")[0].GetProperty("findings")[0].GetProperty("kind").GetString(), Is.EqualTo("golden"));
        Assert.That(wasReceived, Is.True);
        Assert.That(acceptedAgain.Output, Does.Contain("1 replaced"));
        Assert.That(File.Exists(received), Is.False);
    }

    [Test]
    public async Task A_case_without_golden_file_warns_and_fails_under_strict()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch["golden"]);
        string[] run = ["run", "--virtual", "--no-report", "--only", Command.Case, "--golden", scratch["golden"]];

        var said = await Command.RunAsync(run);
        var strict = await Command.RunAsync([.. run, "--strict"]);

        Assert.That((said.ExitCode, strict.ExitCode), Is.EqualTo((ExitCode.Conformant, ExitCode.NotConformant)), said.Output);
        Assert.That(said.Output, Does.Contain("no golden file"));
    }

    [Test]
    public async Task Golden_files_are_the_same_for_every_run()
    {
        using var scratch = new Scratch();

        await Command.RunAsync("golden", "accept", "--only", "list-message-basic-to", "--golden", scratch["golden"]);
        var again = await Command.RunAsync("golden", "accept", "--only", "list-message-basic-to", "--golden", scratch["golden"]);

        Assert.That(again.Output, Does.Contain("0 added, 0 replaced, 0 removed"));
    }
}
