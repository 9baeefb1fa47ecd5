using System.Diagnostics;
using System.Text.Json;

namespace Conformance.Cli.Tests;

public sealed class InterruptSpecs
{
    [Test]
    public async Task Ctrl_C_leaves_a_partial_report_and_the_journal()
    {
        using var scratch = new Scratch();
        using var process = Command.Start(scratch.Path, "run", "--only", "sip-positive-delivery", "--repeat", "100000", "--transport", "udp");
        process.StandardInput.Close();
        while (!process.HasExited && !(File.Exists(scratch["reports/journal.jsonl"]) && new FileInfo(scratch["reports/journal.jsonl"]).Length > 10_000))
        {
            // Between two looks at the file; nothing rests on how long.
            await Task.Delay(50);
        }

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        var said = await Command.EndAsync(process);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Interrupted), said.Output + said.Error);
        using var results = JsonDocument.Parse(await File.ReadAllBytesAsync(scratch["reports/results.json"]));
        Assert.That(results.RootElement.GetProperty("interrupted").GetBoolean(), Is.True);
        Assert.That(results.RootElement.GetProperty("cases").GetArrayLength(), Is.Positive.And.LessThan(results.RootElement.GetProperty("selected").GetInt32()));
        Assert.That(said.Output, Does.Contain("interrupted"));
    }

    [Test]
    public async Task Ctrl_C_ends_a_live_seat()
    {
        using var scratch = new Scratch();
        using var process = Command.Start(scratch.Path, "serve", "im-recipient");
        var addresses = await process.StandardOutput.ReadLineAsync();

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        var said = await Command.EndAsync(process);

        Assert.That(addresses, Does.StartWith("{\"seat\":\"im-recipient\",\"udp\":\"127.0.0.1:"));
        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Interrupted), said.Error);
    }
}
