using System.Text.Json;
using System.Text.Json.Nodes;

namespace Conformance.Cli.Tests;

public sealed class RejudgeSpecs
{
    [TestCase("--virtual")]
    [TestCase("--transport", "udp", "tcp", "tls")]
    public async Task A_run_judged_again_says_what_it_said(params string[] where)
    {
        using var scratch = new Scratch();
        string[] select = ["--only", "sip-positive-delivery", "msrp-read-receipt", "list-message-basic-to", "sec-receipt-auth-challenge", "sip-second-im-waits"];

        var then = await Command.RunAsync(["run", .. where, .. select, "--out", scratch["then"]]);
        var said = await Command.RunAsync("rejudge", scratch["then"], "--out", scratch["now"]);

        // Whatever a busy machine made of the run, it is said again.
        Assert.That(said.ExitCode, Is.EqualTo(then.ExitCode), said.Output + said.Error);
        Assert.That(said.Output, Does.Contain(" 0 otherwise, 0 that do not fit"));
        Assert.That(Judgements(scratch["now"]), Is.EqualTo(Judgements(scratch["then"])));
    }

    [TestCase("--virtual")]
    [TestCase("--transport", "udp")]
    public async Task Failures_are_found_again_with_the_same_findings(params string[] where)
    {
        using var scratch = new Scratch();
        string[] run =
        [
            "run", .. where, "--only", "sip-positive-delivery", "relay-accept-then-4xx", "list-message-basic-to", "msrp-request-matrix",
            "--deviation", Command.Fault, "im-intermediary/6.2-15-rewrites", "list-client/U5365-1-01-one-each", "msrp-sender/7.1.1-13-asks-nothing",
        ];

        var then = await Command.RunAsync([.. run, "--out", scratch["then"]]);
        var now = await Command.RunAsync("rejudge", scratch["then/journal.jsonl"], "--out", scratch["now"]);

        Assert.That((then.ExitCode, now.ExitCode), Is.EqualTo((ExitCode.NotConformant, ExitCode.NotConformant)), now.Output + now.Error);
        Assert.That(Judgements(scratch["now"]), Is.EqualTo(Judgements(scratch["then"])));
        Assert.That(now.Output, Does.Contain(" 0 otherwise, 0 that do not fit"));
    }

    [Test]
    public async Task What_was_judged_again_can_be_judged_again()
    {
        using var scratch = new Scratch();
        await Command.RunAsync("run", "--virtual", "--only", "sip-positive-delivery", "msrp-read-receipt", "--deviation", Command.Fault, "--out", scratch["then"]);
        await Command.RunAsync("rejudge", scratch["then"], "--out", scratch["now"]);

        var said = await Command.RunAsync("rejudge", scratch["now"], "--out", scratch["later"]);

        Assert.That(said.Output, Does.Contain(" 0 otherwise, 0 that do not fit"), said.Error);
        Assert.That(Judgements(scratch["later"]), Is.EqualTo(Judgements(scratch["then"])));
    }

    [Test]
    public async Task A_message_that_was_other_then_is_judged_as_it_was()
    {
        using var scratch = new Scratch();
        await Command.RunAsync("run", "--virtual", "--only", Command.Case, "--out", scratch["then"]);
        var journal = await File.ReadAllTextAsync(scratch["then/journal.jsonl"]);
        await File.WriteAllTextAsync(scratch["then/journal.jsonl"], journal.Replace("Content-Disposition: confirm", "Content-Disposition: confide", StringComparison.Ordinal));

        var said = await Command.RunAsync("rejudge", scratch["then"], "--out", scratch["now"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.NotConformant), said.Output);
        Assert.That(said.Output, Does.Contain("1 otherwise").And.Contain("pass then, fail now").And.Contain("RCPT-3.2-04"));
    }

    [Test]
    public async Task A_harness_that_asks_something_else_today_is_told_of_and_nothing_is_claimed()
    {
        using var scratch = new Scratch();
        await Command.RunAsync("run", "--virtual", "--only", Command.Case, "--out", scratch["then"]);
        var lines = await File.ReadAllLinesAsync(scratch["then/journal.jsonl"]);
        await File.WriteAllLinesAsync(
            scratch["then/journal.jsonl"],
            lines.Select(l => l.Contains("\"dir\":\"out\"", StringComparison.Ordinal) ? l.Replace("Max-Forwards: 70", "Max-Forwards: 71", StringComparison.Ordinal) : l));

        var said = await Command.RunAsync("rejudge", scratch["then"], "--out", scratch["now"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Inconclusive), said.Output);
        Assert.That(said.Output, Does.Contain("1 that do not fit").And.Contain("does not send MESSAGE sip:bob"));
    }

    [Test]
    public async Task A_journal_that_cannot_be_judged_again_is_refused_with_the_reason()
    {
        using var scratch = new Scratch();
        await Command.RunAsync("run", "--only", Command.Case, "--repeat", "2", "--out", scratch["repeated"]);

        var repeated = await Command.RunAsync("rejudge", scratch["repeated"], "--out", scratch["now"]);
        var none = await Command.RunAsync("rejudge", scratch["none"], "--out", scratch["now"]);
        var itself = await Command.RunAsync("rejudge", scratch["repeated"], "--out", scratch["repeated"]);

        Assert.That((int[])[repeated.ExitCode, none.ExitCode, itself.ExitCode], Is.All.EqualTo(ExitCode.Usage));
        Assert.That(repeated.Error, Does.Contain("--repeat"));
        Assert.That(none.Error, Does.Contain("cannot be read"));
        Assert.That(itself.Error, Does.Contain("--out"));
    }

    /// <summary>All that is judged, without the times of a message or two.</summary>
    private static string Judgements(string folder)
    {
        var results = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, "results.json"))) ?? throw new JsonException();
        return string.Join('\n', (results["cases"]?.AsArray() ?? []).OfType<JsonObject>().Select(c =>
            $"{c["id"]} {c["verdict"]} {c["warned"]} {c["reason"]} {c["exercised"]?.ToJsonString()} {c["readings"]?.ToJsonString()} "
            + string.Join("; ", (c["findings"]?.AsArray() ?? []).OfType<JsonObject>().Select(f => $"{f["severity"]} {f["requirement"]} {f["message"]} {f["observed"]} {f["bytes"]?.ToJsonString()}"))));
    }
}
