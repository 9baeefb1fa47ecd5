using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Conformance.Stack;

namespace Conformance.Peers.Tests;

/// <summary>A sipp process (Debian's sip-tester) with a scenario of ours.</summary>
internal sealed class Sipp : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private Sipp(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        Port = port;
    }

    internal int Port { get; }

    /// <summary>Starts sipp as a server that takes a number of calls and ends; returns once its port is bound.</summary>
    internal static async Task<Sipp> ServeAsync(string scenario, TransportKind transport, int calls)
    {
        var sipp = Start(scenario, transport, ["-m", $"{calls}", "-aa"]);
        var limit = Stopwatch.StartNew();
        while (!sipp.IsBound(transport))
        {
            if (limit.Elapsed > TimeSpan.FromSeconds(20) || sipp._process.HasExited)
            {
                Assert.Fail("sipp did not open its port");
            }

            // Between two looks at the ports; nothing rests on how long, but the peer needs the processor.
            await Task.Delay(20);
        }

        return sipp;
    }

    /// <summary>Starts sipp as a client that makes a number of calls, one at a time.</summary>
    internal static Sipp Call(string scenario, TransportKind transport, IPEndPoint target, int calls) =>
        Start(scenario, transport, ["-m", $"{calls}", "-l", "1", "-r", "100", $"{target}"]);

    internal Task<(int Code, string Output)> EndAsync() => DebianTool.EndAsync(_process);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Sipp Start(string scenario, TransportKind transport, string[] more)
    {
        var path = DebianTool.Require("/usr/bin/sipp", "sip-tester");
        var folder = Directory.CreateTempSubdirectory("sipp-").FullName;
        var port = FreePort();
        string[] arguments =
        [
            "-sf", Path.Combine(AppContext.BaseDirectory, "Data", scenario), "-i", "127.0.0.1", "-p", $"{port}", "-t", transport is TransportKind.Tcp ? "t1" : "u1",
            "-nostdin", "-timeout", "50", "-timeout_error", "-deadcall_wait", "0", .. more,
        ];
        return new Sipp(DebianTool.Start(path, folder, arguments), folder, port);
    }

    private bool IsBound(TransportKind transport)
    {
        var ports = IPGlobalProperties.GetIPGlobalProperties();
        var bound = transport is TransportKind.Tcp ? ports.GetActiveTcpListeners() : ports.GetActiveUdpListeners();
        return bound.Any(e => e.Port == Port);
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
