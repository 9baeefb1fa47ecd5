using System.Text.Json;
using System.Text.Json.Nodes;

namespace Conformance.Cli.Tests;

public sealed class MergeSpecs
{
    private static readonly string[] Select = ["run", "--virtual", "--only", "sip-positive-delivery", "msrp-read-receipt", "--deviation", Command.Fault];

    [Test]
    public async Task Shards_put_together_give_the_results_of_one_run()
    {
        using var scratch = new Scratch();
        var whole = await Command.RunAsync([.. Select, "--out", scratch["whole"]]);
        foreach (var k in new[] { "1", "2", "3" })
        {
            await Command.RunAsync([.. Select, "--shard", $"{k}/3", "--out", scratch[k]]);
        }

        var merged = await Command.RunAsync("report", "merge", scratch["1"], scratch["2"], scratch["3"], "--out", scratch["merged"]);

        Assert.That(merged.ExitCode, Is.EqualTo(whole.ExitCode).And.EqualTo(ExitCode.NotConformant), merged.Error);
        Assert.That(Comparable(scratch["merged/results.json"]), Is.EqualTo(Comparable(scratch["whole/results.json"])));
        Assert.That(Directory.GetFiles(scratch["merged"]).Select(Path.GetFileName), Is.EquivalentTo(Directory.GetFiles(scratch["whole"]).Select(Path.GetFileName)));
        Assert.That(Ladders(scratch["merged/junit.xml"]), Is.EqualTo(Ladders(scratch["whole/junit.xml"])));
    }

    [Test]
    public async Task What_was_put_together_can_be_put_together_again()
    {
        using var scratch = new Scratch();
        await Command.RunAsync([.. Select, "--shard", "1/2", "--out", scratch["1"]]);
        await Command.RunAsync([.. Select, "--shard", "2/2", "--out", scratch["2"]]);
        await Command.RunAsync("report", "merge", scratch["1"], scratch["2"], "--out", scratch["once"]);

        await Command.RunAsync("report", "merge", scratch["once"], "--out", scratch["twice"]);

        Assert.That(Comparable(scratch["twice/results.json"]), Is.EqualTo(Comparable(scratch["once/results.json"])));
    }

    [Test]
    public async Task A_missing_shard_is_named_and_the_whole_is_not_green()
    {
        using var scratch = new Scratch();
        string[] clean = ["run", "--virtual", "--only", "sip-positive-delivery"];
        await Command.RunAsync([.. clean, "--shard", "1/3", "--out", scratch["1"]]);
        await Command.RunAsync([.. clean, "--shard", "3/3", "--out", scratch["3"]]);

        var merged = await Command.RunAsync("report", "merge", scratch["1"], scratch["3"], "--out", scratch["merged"]);

        Assert.That(merged.ExitCode, Is.EqualTo(ExitCode.Inconclusive), merged.Output);
        Assert.That(merged.Error, Does.Contain("shard 2/3 is missing"));
    }

    [Test]
    public async Task Runs_that_do_not_belong_together_are_refused_with_what_they_differ_in()
    {
        using var scratch = new Scratch();
        string[] one = ["run", "--virtual", "--only", Command.Case];
        await Command.RunAsync([.. one, "--out", scratch["one"]]);
        await Command.RunAsync([.. one, "--seed", "2", "--out", scratch["other"]]);

        var differ = await Command.RunAsync("report", "merge", scratch["one"], scratch["other"], "--out", scratch["merged"]);
        var twice = await Command.RunAsync("report", "merge", scratch["one"], scratch["one"], "--out", scratch["merged"]);
        var itself = await Command.RunAsync("report", "merge", scratch["one"], "--out", scratch["one"]);
        var none = await Command.RunAsync("report", "merge", scratch["none"], "--out", scratch["merged"]);

        Assert.That((int[])[differ.ExitCode, twice.ExitCode, itself.ExitCode, none.ExitCode], Is.All.EqualTo(ExitCode.Usage));
        Assert.That(differ.Error, Does.Contain("the seed (1 and 2)"));
        Assert.That(twice.Error, Does.Contain(Command.Case));
        Assert.That(itself.Error, Does.Contain("--out"));
        Assert.That(none.Error, Does.Contain("journal.jsonl"));
    }

    [Test]
    public async Task A_baseline_may_be_held_against_the_whole()
    {
        using var scratch = new Scratch();
        await Command.RunAsync([.. Select, "--shard", "1/2", "--out", scratch["1"]]);
        await Command.RunAsync([.. Select, "--shard", "2/2", "--out", scratch["2"]]);
        await Command.RunAsync("report", "merge", scratch["1"], scratch["2"], "--out", scratch["merged"]);
        await Command.RunAsync("baseline", "write", scratch["known.json"], "--from", scratch["merged"]);

        var said = await Command.RunAsync("report", "merge", scratch["1"], scratch["2"], "--out", scratch["again"], "--baseline", scratch["known.json"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output);
    }

    private static string Comparable(string file)
    {
        var results = JsonNode.Parse(File.ReadAllBytes(file)) as JsonObject ?? throw new JsonException();
        results.Remove("startedAt");
        results.Remove("durationMs");
        return results.ToJsonString();
    }

    private static string Ladders(string junit) => string.Join('\n', File.ReadAllLines(junit).Where(l => !l.Contains("timestamp=", StringComparison.Ordinal) && !l.Contains("<testsuites", StringComparison.Ordinal)));
}
