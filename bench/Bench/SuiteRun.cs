using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Conformance.Bench;

/// <summary>The whole command as a user runs it, in processes of their own: wall time, time per case, and whether waits add up or overlap.</summary>
internal static partial class SuiteRun
{
    internal static int Run(int rounds)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "conformance.dll");
        if (!File.Exists(tool))
        {
            Console.Error.WriteLine($"{tool} is missing: build the solution in the same configuration first");
            return 3;
        }

        var folder = Directory.CreateTempSubdirectory("suite-").FullName;
        try
        {
            Console.WriteLine("run                      wall, s   cases   ms per case");
            foreach (var (name, arguments) in new (string, string[])[]
            {
                ("virtual", ["--virtual"]),
                ("loopback", []),
                ("loopback, x10", ["--repeat", "10"]),
                ("one case", ["--only", "receipts/sip-positive-delivery/im-sender/udp/200"]),
                ("1,000 by name", ["--only", "uri-list/list-message-thousands/list-service/tcp/1000"]),
                ("10,000, most blind", ["--only", "uri-list/list-message-thousands/list-service/tcp/10000-mostly-blind"]),
            })
            {
                Measure(name, rounds, tool, folder, arguments);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string name, int rounds, string tool, string folder, string[] arguments)
    {
        var best = double.MaxValue;
        var cases = 0;
        for (var round = 0; round < rounds; round++)
        {
            var start = new ProcessStartInfo("dotnet", [tool, "run", "--out", folder, .. arguments]) { RedirectStandardOutput = true };
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
            cases = Selected().Match(output) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            if (process.ExitCode != 0)
            {
                Console.Error.WriteLine($"{name}: exit code {process.ExitCode}\n{output}");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22} {best,9:0.00} {cases,7} {best * 1000 / Math.Max(1, cases),13:0.0}"));
    }

    [GeneratedRegex(@"of (\d+) selected")]
    private static partial Regex Selected();
}
