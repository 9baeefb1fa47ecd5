using System.Diagnostics;
using System.Text.Json;

namespace Conformance.Cli.Tests;

public sealed class ResumeSpecs
{
    private static readonly string[] Select = ["run", "--only", "receipts/sip-*", "--seat", "im-recipient", "--transport", "udp", "tcp"];

    [Test]
    public async Task A_killed_run_goes_on_where_it_was_and_runs_nothing_twice()
    {
        using var scratch = new Scratch();
        string[] run = [.. Select, "--out", scratch["reports"]];
        using (var process = Command.Start(scratch.Path, run))
        {
            process.StandardInput.Close();
            while (!process.HasExited && Ended(scratch).Length < 3)
            {
                // Between two looks at the journal; nothing rests on how long.
                await Task.Delay(20);
            }

            process.Kill();
            await process.WaitForExitAsync();
        }

        var before = Ended(scratch);
        var said = await Command.RunAsync([.. run, "--resume"]);
        var after = Ended(scratch);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(after, Is.Unique);
        Assert.That(before, Has.Length.GreaterThanOrEqualTo(3).And.Length.LessThan(after.Length));
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(scratch["reports/results.json"]));
        Assert.That(results.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("id").GetString()), Is.EquivalentTo(after));
        Assert.That(results.RootElement.GetProperty("selected").GetInt32(), Is.EqualTo(after.Length));
    }

    [Test]
    public async Task A_run_that_has_ended_is_reported_again_and_a_folder_without_a_run_begins_one()
    {
        using var scratch = new Scratch();
        string[] run = ["run", "--virtual", "--only", Command.Case, "--deviation", Command.Fault, "--out", scratch["reports"], "--resume"];

        var first = await Command.RunAsync(run);
        var second = await Command.RunAsync(run);

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((1, 1)), second.Error);
        Assert.That(Ended(scratch), Is.EqualTo(new[] { Command.Case }));
    }

    [Test]
    public async Task Half_a_line_at_the_end_is_what_a_killed_run_leaves()
    {
        using var scratch = new Scratch();
        string[] run = ["run", "--virtual", "--only", "sip-positive-delivery", "--out", scratch["reports"]];
        await Command.RunAsync(run);
        var journal = await File.ReadAllTextAsync(scratch["reports/journal.jsonl"]);
        var ended = Ended(scratch).Length;
        await File.WriteAllTextAsync(scratch["reports/journal.jsonl"], journal[..(journal.Length * 2 / 3)]);

        var said = await Command.RunAsync([.. run, "--resume"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(Ended(scratch), Has.Length.EqualTo(ended).And.Unique);
    }

    [Test]
    public async Task Another_command_line_is_not_a_resumption()
    {
        using var scratch = new Scratch();
        await Command.RunAsync("run", "--virtual", "--only", Command.Case, "--out", scratch["reports"]);

        var seed = await Command.RunAsync("run", "--virtual", "--only", Command.Case, "--out", scratch["reports"], "--resume", "--seed", "2");
        var cases = await Command.RunAsync("run", "--virtual", "--only", "sip-positive-delivery", "--out", scratch["reports"], "--resume");

        Assert.That((seed.ExitCode, cases.ExitCode), Is.EqualTo((ExitCode.Usage, ExitCode.Usage)));
        Assert.That(seed.Error, Does.Contain("the seed (1 and 2)"));
        Assert.That(cases.Error, Does.Contain("the selected cases"));
    }

    private static string[] Ended(Scratch scratch) => !File.Exists(scratch["reports/journal.jsonl"]) ? [] :
    [
        .. Lines(scratch["reports/journal.jsonl"]).Where(l => l.Contains("\"kind\":\"case-end\"", StringComparison.Ordinal) && l.EndsWith('}'))
            .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("case").GetString() ?? ""),
    ];

    private static string[] Lines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
