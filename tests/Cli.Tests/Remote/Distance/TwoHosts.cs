using System.ComponentModel;
using System.Diagnostics;

namespace Conformance.Cli.Tests.Remote.Distance;

/// <summary>Two network namespaces on this machine, each with an address of its own, and nothing between them but a <see cref="LongWire"/>.</summary>
internal sealed class TwoHosts : IDisposable
{
    /// <summary>Where the harness is.</summary>
    internal const string Here = "198.51.100.1";

    /// <summary>Where the system under test is.</summary>
    internal const string There = "198.51.100.2";

    private readonly List<Process> _namespaces = [];

    private TwoHosts()
    {
    }

    /// <summary>What joins them.</summary>
    internal LongWire Wire { get; private set; } = null!;

    /// <summary>Begins a command line that runs where the harness is.</summary>
    internal string[] OnThisSide => Inside(_namespaces[0]);

    /// <summary>Begins a command line that runs where the system under test is.</summary>
    internal string[] OnTheOtherSide => Inside(_namespaces[1]);

    /// <summary>Makes both; the test is skipped with the reason where that is not allowed.</summary>
    internal static TwoHosts Join(TimeSpan delay, double loss, int seed)
    {
        foreach (var (tool, package) in new[] { ("/usr/bin/unshare", "util-linux"), ("/usr/bin/nsenter", "util-linux"), ("/usr/sbin/ip", "iproute2") })
        {
            if (!File.Exists(tool))
            {
                Assert.Ignore($"needs {tool}: apt-get install {package}");
            }
        }

        var hosts = new TwoHosts();
        try
        {
            hosts.Open(delay, loss, seed);
            return hosts;
        }
        catch (Win32Exception refused)
        {
            hosts.Dispose();
            Assert.Ignore($"needs network namespaces and {TunnelDevice.Path}, for which root is needed here: {refused.Message}");
            throw;
        }
        catch
        {
            // The test is told of it, whatever it is; namespaces must not outlive the attempt.
            hosts.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Wire?.Dispose();
        foreach (var process in _namespaces)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private void Open(TimeSpan delay, double loss, int seed)
    {
        // The names live among those of this host for a moment, and other runs of the tests may be under way.
        var number = Environment.ProcessId;
        var ends = new List<TunnelDevice>();
        try
        {
            foreach (var (name, address, peer) in new[] { ($"far{number}a", Here, There), ($"far{number}b", There, Here) })
            {
                ends.Add(TunnelDevice.Create(name));
                var host = Unshare();
                _namespaces.Add(host);
                Run("ip", "link", "set", name, "netns", $"{host.Id}");
                Run([.. Inside(host), "ip", "link", "set", "lo", "up"]);
                Run([.. Inside(host), "ip", "addr", "add", address, "peer", peer, "dev", name]);

                // Room for a burst: packets are lost on the way, as many as was asked for, and not before it.
                Run([.. Inside(host), "ip", "link", "set", name, "mtu", "1500", "txqueuelen", "10000", "up"]);
            }
        }
        catch
        {
            // The test is told of it, whatever it is; what was opened goes with the attempt.
            ends.ForEach(e => e.Dispose());
            throw;
        }

        Wire = new LongWire(ends[0], ends[1], delay, loss, seed);
    }

    private static string[] Inside(Process host) => ["nsenter", $"--net=/proc/{host.Id}/ns/net", "--"];

    /// <summary>A namespace lives as long as a process is in it; this one ends with its input, that is with the tests at the latest.</summary>
    private static Process Unshare()
    {
        var start = new ProcessStartInfo("unshare", ["--net", "cat"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new Win32Exception("unshare did not start");
        process.StandardInput.WriteLine("there");
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine() is "there" ? process : throw new Win32Exception(process.StandardError.ReadToEnd());
    }

    private static void Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true }) ?? throw new Win32Exception($"{command[0]} did not start");
        var complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new Win32Exception($"{string.Join(' ', command)}: {complaint.Trim()}");
        }
    }
}
