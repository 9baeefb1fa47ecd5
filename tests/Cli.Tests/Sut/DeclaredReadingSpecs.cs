using System.Text.Json.Nodes;

namespace Conformance.Cli.Tests.Sut;

/// <summary>A reading that a SUT file declares, with a system in another process that follows it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DeclaredReadingSpecs
{
    private static readonly string[] Asked = ["--only", "sip-positive-delivery", "sip-read-receipt"];

    [Test]
    public async Task A_system_fails_for_a_reading_that_it_follows_and_passes_with_warnings_once_it_declares_it()
    {
        using var served = await Served.StartAsync("im-recipient", "--deviation", "5.1-05-no-namespace");
        var silent = served.Changed(WithPatience);
        var failed = await served.RunAsync(["run", "--sut", silent, .. Asked, "--out", served["silent"]]);
        var open = served.Changed(sut =>
        {
            WithPatience(sut);
            sut["readings"] = new JsonObject { ["AMB-05"] = "X-NO-NAMESPACE" };
        });
        var passed = await served.RunAsync(["run", "--sut", open, .. Asked, "--out", served["open"]]);

        Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.NotConformant), failed.Output + failed.Error);
        Assert.That(failed.Output, Does.Contain("AMB-05 is read as namespace, by default; X-NO-NAMESPACE would make it a warning"));
        Assert.That(passed.ExitCode, Is.EqualTo(ExitCode.Conformant), passed.Output + passed.Error);
        Assert.That(passed.Output, Does.Contain("AMB-05 is read as X-NO-NAMESPACE, as declared; seen: X-NO-NAMESPACE in"));
        var (before, after) = (Results(served["silent"]), Results(served["open"]));
        Assert.That(Severities(before), Is.All.EqualTo("fail").And.Not.Empty);
        Assert.That(Severities(after), Is.All.EqualTo("warning").And.Not.Empty);
        Assert.That(Row(before, "AMB-05")?["seen"]?.ToJsonString(), Is.EqualTo(Row(after, "AMB-05")?["seen"]?.ToJsonString()).And.Contain("X-NO-NAMESPACE"));
        Assert.That(((bool?)Row(before, "AMB-05")?["declared"], (bool?)Row(after, "AMB-05")?["declared"]), Is.EqualTo(((bool?)false, (bool?)true)));

        // What was recorded is judged by the readings of then.
        var rejudged = await served.RunAsync("rejudge", served["open"], "--out", served["again"]);
        var asBefore = await served.RunAsync("rejudge", served["silent"], "--out", served["once-more"]);
        Assert.That(rejudged.ExitCode, Is.EqualTo(ExitCode.Conformant), rejudged.Output + rejudged.Error);
        Assert.That(rejudged.Output, Does.Contain("0 otherwise"));
        Assert.That(asBefore.ExitCode, Is.EqualTo(ExitCode.NotConformant), asBefore.Output + asBefore.Error);
        Assert.That((string?)Row(Results(served["again"]), "AMB-05")?["reading"], Is.EqualTo("X-NO-NAMESPACE"));
    }

    [Test]
    public async Task The_command_line_declares_readings_for_the_reference_and_refuses_what_there_is_not()
    {
        using var scratch = new Scratch();
        string[] run = ["run", "--virtual", "--only", "sip-positive-delivery", "--deviation", "3.2-02-short-type", "--out", scratch["report"]];
        var failed = await Command.RunProcessAsync(scratch.Path, run);
        var passed = await Command.RunProcessAsync(scratch.Path, [.. run, "--reading", "AMB-02=X-SHORT-TYPE", "AMB-05=X-NO-NAMESPACE"]);
        var unknown = await Command.RunProcessAsync(scratch.Path, [.. run, "--reading", "AMB-02=X-SHRT-TYPE"]);
        var shapeless = await Command.RunProcessAsync(scratch.Path, [.. run, "--reading", "X-SHORT-TYPE"]);
        var listed = await Command.RunProcessAsync(scratch.Path, "list", "readings", "--filter", "X-SHORT-TYPE");

        Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.NotConformant), failed.Output + failed.Error);
        Assert.That(passed.ExitCode, Is.EqualTo(ExitCode.Conformant), passed.Output + passed.Error);
        Assert.That(passed.Output, Does.Contain("AMB-05 is read as X-NO-NAMESPACE, as declared; seen: namespace in"));
        Assert.That(unknown.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(unknown.Error, Does.Contain("AMB-02 has no reading 'X-SHRT-TYPE'; it has plus-xml, X-SHORT-TYPE"));
        Assert.That(shapeless.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(listed.Output, Does.Contain("plus-xml (default), X-SHORT-TYPE"));
    }

    private static JsonNode Results(string folder) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "results.json"))) ?? throw new InvalidOperationException("results.json is null");

    private static JsonNode? Row(JsonNode results, string id) => results["readings"]?.AsArray().Single(r => (string?)r?["id"] == id);

    private static string?[] Severities(JsonNode results) =>
    [
        .. results["cases"]?.AsArray().SelectMany(c => c?["findings"]?.AsArray() ?? []).Where(f => (string?)f?["reading"] == "AMB-05").Select(f => (string?)f?["severity"]) ?? [],
    ];

    /// <summary>For a machine that is busy with other things: only what never comes is waited for that long.</summary>
    private static void WithPatience(JsonObject sut)
    {
        sut["pics"]!["transports"] = new JsonArray("tcp");
        sut["timers"] = JsonNode.Parse("""{ "t1Ms": 50, "responseMs": 10000, "actMs": 10000, "graceMs": 400 }""");
    }
}
