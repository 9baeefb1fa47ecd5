using System.Text.Json;

namespace Conformance.Cli.Tests;

public sealed class RunSpecs
{
    [Test]
    public async Task A_conformant_reference_exits_with_0_and_leaves_all_reports()
    {
        using var scratch = new Scratch();

        var said = await Command.RunAsync("run", "--virtual", "--only", Command.Case, "--out", scratch["reports"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(said.Output, Does.Contain("bundled reference: conformant").And.Contain(scratch["reports"]));
        Assert.That(
            Directory.GetFiles(scratch["reports"]).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "index.html", "results.json", "junit.xml", "summary.md", "capture.pcapng", "journal.jsonl" }));
    }

    [Test]
    public async Task A_fault_exits_with_1_and_shows_finding_ladder_and_the_command_to_repeat_it()
    {
        using var scratch = new Scratch();

        var said = await Command.RunAsync("run", "--virtual", "--only", Command.Case, "--deviation", Command.Fault, "--out", scratch["reports"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.NotConformant), said.Output + said.Error);
        Assert.That(said.Output, Does.Contain("RCPT-6.1.3.1-02").And.Contain("Bob (SUT)").And.Contain($"conformance run --only {Command.Case}"));
        Assert.That(Results(scratch).GetProperty("verdict").GetString(), Is.EqualTo("fail"));
    }

    [Test]
    public async Task Sockets_and_memory_come_to_the_same_verdict()
    {
        var said = await Command.RunAsync("run", "--only", Command.Case.Replace("tcp", "udp", StringComparison.Ordinal), "--no-report");

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(said.Output, Does.Contain("First verdict"));
    }

    [Test]
    public async Task A_case_over_tls_runs_with_certificates_made_on_the_spot()
    {
        var said = await Command.RunAsync("run", "--only", Command.Case.Replace("tcp", "tls", StringComparison.Ordinal), "--no-report", "--repeat", "2");

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(said.Output, Does.Contain("of 2 selected"));
    }

    [Test]
    public async Task Two_virtual_runs_of_one_seed_are_the_same_byte_for_byte()
    {
        using var scratch = new Scratch();
        string[] select = ["run", "--virtual", "--only", "sip-positive-delivery", "list-message-basic-to", "--out"];

        await Command.RunAsync([.. select, scratch["first"]]);
        await Command.RunAsync([.. select, scratch["second"]]);
        await Command.RunAsync([.. select, scratch["third"], "--seed", "2"]);

        var first = await File.ReadAllBytesAsync(scratch["first/journal.jsonl"]);
        Assert.That(first, Is.Not.Empty);
        Assert.That(await File.ReadAllBytesAsync(scratch["second/journal.jsonl"]), Is.EqualTo(first));
        Assert.That(await File.ReadAllBytesAsync(scratch["third/journal.jsonl"]), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task A_requirement_selects_the_cases_that_concern_it()
    {
        using var scratch = new Scratch();

        await Command.RunAsync("run", "--virtual", "--only", "RCPT-6.1.3.1-02", "--skip", "*/tls/*", "--seat", "im-recipient", "--out", scratch["reports"]);

        var cases = Results(scratch).GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("id").GetString()).ToArray();
        Assert.That(cases, Does.Contain(Command.Case).And.All.Contain("/im-recipient/").And.All.Not.Contain("/tls/"));
    }

    [Test]
    public async Task The_built_program_says_what_it_says_in_here()
    {
        using var scratch = new Scratch();

        var said = await Command.RunProcessAsync(scratch.Path, "run", "--virtual", "--only", Command.Case);
        var failed = await Command.RunProcessAsync(scratch.Path, "run", "--virtual", "--only", Command.Case, "--deviation", Command.Fault);
        var nothing = await Command.RunProcessAsync(scratch.Path, "run", "--virtual", "--only", "nothing-*");
        var misused = await Command.RunProcessAsync(scratch.Path, "run", "--virtual", "--only", "nothing");

        Assert.That((int[])[said.ExitCode, failed.ExitCode, nothing.ExitCode, misused.ExitCode], Is.EqualTo(new[] { 0, 1, 2, 3 }), said.Error + failed.Error + nothing.Error);
        Assert.That(File.Exists(scratch["reports/index.html"]), Is.True);
    }

    private static JsonElement Results(Scratch scratch) => JsonDocument.Parse(File.ReadAllBytes(scratch["reports/results.json"])).RootElement;
}
