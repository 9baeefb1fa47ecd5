using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Conformance.Bench;

/// <summary>
/// Lists of thousands through the reference service in a process of its own, and one of a hundred thousand in memory: wall time, and the most memory that the harness
/// and the service had (Linux tells; 0 elsewhere).
/// </summary>
internal static class ScaleRun
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    internal static int Run()
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "conformance.dll");
        var folder = Directory.CreateTempSubdirectory("scale-").FullName;
        try
        {
            Console.WriteLine("list                     wall, s   harness, MiB   service, MiB   index.html, KiB");
            var file = Path.Combine(folder, "service.json");
            using (var service = Start(tool, "serve", "list-service", "--control", "0", "--sut-file", file))
            {
                try
                {
                    while (service.StandardOutput.ReadLine() is { } line && !line.Contains("\"control\"", StringComparison.Ordinal))
                    {
                        // It is ready when it has said where its control face is.
                    }

                    GiveTime(file);
                    foreach (var variant in new[] { "1000", "10000-mostly-blind" })
                    {
                        Measure(variant, tool, folder, service, "--sut", file, "--only", $"uri-list/list-message-thousands/list-service/tcp/{variant}");
                    }
                }
                finally
                {
                    service.Kill(entireProcessTree: true);
                    service.WaitForExit();
                }
            }

            Measure("100000, in memory", tool, folder, null, "--virtual", "--only", "list-message-hundred-thousand");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string name, string tool, string folder, Process? service, params string[] arguments)
    {
        var report = Path.Combine(folder, "report");
        var watch = Stopwatch.StartNew();
        using var harness = Start(tool, ["run", "--out", report, .. arguments]);
        var output = harness.StandardOutput.ReadToEndAsync();
        long most = 0, mostOfService = 0;
        do
        {
            // Peaks stay until the process is gone, so nothing rests on how often this looks.
            most = Math.Max(most, PeakOf(harness));
            mostOfService = Math.Max(mostOfService, service is null ? 0 : PeakOf(service));
        }
        while (!harness.WaitForExit(BetweenLooks));

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} {watch.Elapsed.TotalSeconds,9:0.0} {most >> 20,14} {mostOfService >> 20,14} {new FileInfo(Path.Combine(report, "index.html")).Length >> 10,17}"));
        if (harness.ExitCode != 0)
        {
            Console.Error.WriteLine($"{name}: exit code {harness.ExitCode}\n{output.GetAwaiter().GetResult()}");
        }
    }

    /// <summary>Ten thousand copies take a service longer than one.</summary>
    private static void GiveTime(string file)
    {
        var sut = JsonNode.Parse(File.ReadAllText(file))?.AsObject() ?? throw new InvalidOperationException($"{file} is empty");
        sut["timers"]?["responseMs"] = 20_000;
        sut["timers"]?["actMs"] = 20_000;
        File.WriteAllText(file, sut.ToJsonString());
    }

    private static Process Start(string tool, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [tool, .. arguments]) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("dotnet did not start");

    private static long PeakOf(Process process)
    {
        try
        {
            return File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
                ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024
                : 0;
        }
        catch (IOException)
        {
            // The process is gone, or this is not Linux.
            return 0;
        }
    }
}
