using System.Diagnostics;

namespace Conformance.Cli.Tests.Remote;

/// <summary>
/// Lists of the size that services are made for. They take both processors for a while, so they run when they are asked for:
/// <c>dotnet test tests/Cli.Tests -c Release --filter Category=Scale</c>.
/// </summary>
[NonParallelizable]
[Explicit("takes both processors for minutes, and measures times that only a machine with nothing else to do keeps")]
[Category("Scale")]
public sealed class ScaleSpecs
{
    private const long Gibibyte = 1L << 30;
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(20);

    [TestCase("1000")]
    [TestCase("10000-mostly-blind")]
    public async Task Thousands_of_copies_of_a_service_in_another_process_are_judged_in_seconds_and_little_memory(string variant)
    {
        using var scratch = new Scratch();
        using var served = await ServedReference.StartAsync(scratch.Path, "list-service");
        served.Allow(responseMs: 20_000, actMs: 20_000);

        var (said, time, memory) = await MeasureAsync(scratch, "run", "--sut", served.SutFile, "--only", $"uri-list/list-message-thousands/list-service/tcp/{variant}", "-o", scratch["report"]);

        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(time, Is.LessThan(LongestRun));
        Assert.That(memory, Is.LessThan(Gibibyte), "the harness");
        Assert.That(served.PeakMemory, Is.LessThan(Gibibyte), "the service");
        Assert.That(new FileInfo(scratch["report/index.html"]).Length, Is.LessThan(2_000_000), "a page that a person can read");
    }

    [Test]
    public async Task A_hundred_thousand_copies_are_judged_in_memory_and_told_on_a_page()
    {
        using var scratch = new Scratch();

        var (said, time, memory) = await MeasureAsync(scratch, "run", "--virtual", "--only", "list-message-hundred-thousand", "-o", scratch["report"]);

        TestContext.Out.WriteLine($"{time.TotalSeconds:0} s, {memory >> 20} MiB");
        Assert.That(said.ExitCode, Is.EqualTo(ExitCode.Conformant), said.Output + said.Error);
        Assert.That(new FileInfo(scratch["report/index.html"]).Length, Is.LessThan(2_000_000), "a page that a person can read");
    }

    private static async Task<(Said Said, TimeSpan Time, long Memory)> MeasureAsync(Scratch scratch, params string[] args)
    {
        var watch = Stopwatch.StartNew();
        using var process = Command.Start(scratch.Path, args);
        process.StandardInput.Close();
        var said = Command.EndAsync(process);
        var memory = 0L;
        while (!said.IsCompleted)
        {
            // Peaks stay until the process is gone, so nothing rests on how often this looks.
            memory = Math.Max(memory, ServedReference.PeakMemoryOf(process));
            await Task.WhenAny(said, Task.Delay(TimeSpan.FromMilliseconds(50)));
        }

        return (await said, watch.Elapsed, memory);
    }
}
