using System.Text.Json;

namespace Conformance.Cli.Tests;

public sealed class BaselineCommandSpecs
{
    [Test]
    public async Task What_fails_today_is_known_tomorrow_and_stale_when_it_is_mended()
    {
        using var scratch = new Scratch();
        string[] faulty = ["run", "--virtual", "--only", Command.Case, "--deviation", Command.Fault, "--out", scratch["reports"]];
        string[] mended = ["run", "--virtual", "--only", Command.Case, "--out", scratch["mended"], "--baseline", scratch["known.json"]];

        var before = await Command.RunAsync(faulty);
        var written = await Command.RunAsync("baseline", "write", scratch["known.json"], "--from", scratch["reports"], "--owner", "ims-team", "--expires", "2199-12-31");
        var known = await Command.RunAsync([.. faulty, "--baseline", scratch["known.json"]]);
        var stale = await Command.RunAsync(mended);
        var cleaned = await Command.RunAsync("baseline", "write", scratch["known.json"], "--from", scratch["mended"]);
        var after = await Command.RunAsync(mended);

        Assert.That(new[] { before.ExitCode, known.ExitCode, stale.ExitCode, after.ExitCode }, Is.EqualTo(new[] { 1, 0, 1, 0 }), known.Output + known.Error);
        Assert.That(written.Output, Does.Contain("0 removed, 0 kept").And.Not.Contain(" 0 added"));
        Assert.That(known.Output, Does.Contain("nothing new, 1 known failure").And.Contain("ims-team, until 2199-12-31"));
        Assert.That(stale.Output, Does.Contain("Stale").And.Contain("the case passes").And.Contain("stale baseline"));
        Assert.That(cleaned.Output, Does.Contain("0 added").And.Contain("0 kept"));
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(scratch["reports/results.json"]));
        Assert.That(results.RootElement.GetProperty("cases")[0].GetProperty("known").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Reasons_and_owners_survive_another_write()
    {
        using var scratch = new Scratch();
        await Command.RunAsync("run", "--virtual", "--only", Command.Case, "--deviation", Command.Fault, "--out", scratch["reports"]);

        await Command.RunAsync("baseline", "write", scratch["known.json"], "--from", scratch["reports"], "--reason", "mended in 4.3");
        var again = await Command.RunAsync("baseline", "write", scratch["known.json"], "--from", scratch["reports"], "--reason", "another");

        Assert.That(again.Output, Does.Contain("0 added, 0 removed"));
        Assert.That(await File.ReadAllTextAsync(scratch["known.json"]), Does.Contain("mended in 4.3").And.Not.Contain("another"));
    }

    [Test]
    public async Task A_broken_baseline_is_refused_before_anything_runs()
    {
        using var scratch = new Scratch();
        await File.WriteAllTextAsync(scratch["known.json"], """{ "failures": [ { "case": "a" } ] }""");

        var said = await Command.RunAsync("run", "--virtual", "--only", Command.Case, "--no-report", "--baseline", scratch["known.json"]);
        var none = await Command.RunAsync("run", "--virtual", "--only", Command.Case, "--no-report", "--baseline", scratch["none.json"]);
        var unrun = await Command.RunAsync("baseline", "write", scratch["known.json"], "--from", scratch["nowhere"]);

        Assert.That((int[])[said.ExitCode, none.ExitCode, unrun.ExitCode], Is.All.EqualTo(ExitCode.Usage));
        Assert.That(said.Error, Does.Contain("$.failures[0].reason").And.Contain("$.failures[0].owner"));
        Assert.That(none.Error, Does.Contain("conformance baseline write"));
        Assert.That(unrun.Error, Does.Contain("conformance run"));
    }
}
