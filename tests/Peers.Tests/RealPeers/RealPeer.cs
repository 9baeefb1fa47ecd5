using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Conformance.Peers.Tests.RealPeers;

/// <summary>
/// A stack that nobody here wrote, of a Debian package, in a process and a folder of its own, on a free port of loopback. What it is configured with,
/// its SUT file and what is expected of it stand in <c>Data/peers/NAME</c>.
/// </summary>
internal sealed class RealPeer : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly List<string> _said = [];

    private RealPeer(string name, string folder, int port, Process process)
    {
        (Name, _folder, Port, _process) = (name, folder, port, process);
        process.OutputDataReceived += (_, line) => Remember(line.Data);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal string Name { get; }

    internal int Port { get; }

    internal static Task<RealPeer> StartAsync(string name) => name switch
    {
        "linphone" => StartAsync(name, "/usr/bin/linphonec", "linphone-cli", f => ["-c", $"{f}/linphonerc", "-d", "6", "-l", $"{f}/log"]),
        "baresip" => StartAsync(name, "/usr/bin/baresip", "baresip", f => ["-4", "-f", f, "-v"]),
        "sipp" => StartAsync(name, "/usr/bin/sipp", "sip-tester", _ =>
            ["-sf", Path.Combine(AppContext.BaseDirectory, "Data", "uas-message.xml"), "-i", "127.0.0.1", "-p", "{port}", "-t", "u1", "-nostdin", "-deadcall_wait", "0"]),
        "sipp-list" => StartAsync(name, "/usr/bin/sipp", "sip-tester", f =>
            ["-sf", $"{f}/uas.xml", "-i", "127.0.0.1", "-p", "{port}", "-t", "u1", "-nostdin", "-deadcall_wait", "0"]),
        _ => StartAsync(name, "/usr/sbin/kamailio", "kamailio kamailio-extra-modules", f => ["-f", $"{f}/kamailio.cfg", "-DD", "-E", "-m", "64", "-M", "8", "-Y", f, "-P", $"{f}/pid"]),
    };

    /// <summary>Writes a file of the peer's data into its folder, with its port in the place of <c>{port}</c>.</summary>
    internal string Place(string file) => Place(Name, file, _folder, Port);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // Kamailio is several processes.
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<RealPeer> StartAsync(string name, string path, string package, Func<string, string[]> arguments)
    {
        DebianTool.Require(path, package);
        var folder = Directory.CreateTempSubdirectory($"{name}-").FullName;
        var port = FreePort();
        foreach (var file in Directory.GetFiles(DataOf(name)).Select(f => Path.GetFileName(f)))
        {
            Place(name, file, folder, port);
        }

        MakeDatabase(folder);
        var start = new ProcessStartInfo(path, arguments(folder).Select(a => a.Replace("{port}", $"{port}", StringComparison.Ordinal)))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = folder, ["XDG_CONFIG_HOME"] = $"{folder}/.config", ["XDG_DATA_HOME"] = $"{folder}/.local/share" },
        };

        // linphonec opens no socket where these are missing.
        Directory.CreateDirectory($"{folder}/.config/linphone");
        Directory.CreateDirectory($"{folder}/.local/share/linphone");
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start");
        var peer = new RealPeer(name, folder, port, process);
        await peer.BeBoundAsync();
        return peer;
    }

    private async Task BeBoundAsync()
    {
        var limit = Stopwatch.StartNew();
        while (!IPGlobalProperties.GetIPGlobalProperties().GetActiveUdpListeners().Any(e => e.Port == Port))
        {
            if (limit.Elapsed > TimeSpan.FromSeconds(40) || _process.HasExited)
            {
                string said;
                lock (_said)
                {
                    said = string.Join('\n', _said);
                }

                Dispose();
                Assert.Fail($"{Name} did not open its port:\n{said}");
            }

            // Between two looks at the ports; nothing rests on how long, but the peer needs the processor.
            await Task.Delay(20);
        }
    }

    private static string DataOf(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "peers", name);

    private static string Place(string name, string file, string folder, int port)
    {
        var text = File.ReadAllText(Path.Combine(DataOf(name), file)).Replace("{port}", $"{port}", StringComparison.Ordinal).Replace("{folder}", folder, StringComparison.Ordinal);
        var path = Path.Combine(folder, file);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The text database of Kamailio's package, with null allowed in two columns that msilo does not fill.</summary>
    private static void MakeDatabase(string folder)
    {
        const string Templates = "/usr/share/kamailio/dbtext/kamailio";
        if (!Directory.Exists(Templates))
        {
            return;
        }

        Directory.CreateDirectory($"{folder}/db");
        foreach (var table in new[] { "silo", "version", "location" }.Where(t => File.Exists($"{Templates}/{t}")))
        {
            var text = File.ReadAllText($"{Templates}/{table}");
            File.WriteAllText($"{folder}/db/{table}", text.Replace("callid(string)", "callid(string,null)", StringComparison.Ordinal).Replace("status(int)", "status(int,null)", StringComparison.Ordinal));
        }
    }

    private void Remember(string? line)
    {
        lock (_said)
        {
            if (line is not null && _said.Count < 200)
            {
                _said.Add(line);
            }
        }
    }

    /// <summary>Free for UDP and TCP, since most peers take both on one number.</summary>
    private static int FreePort()
    {
        while (true)
        {
            using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            try
            {
                udp.Bind(tcp.LocalEndPoint ?? throw new InvalidOperationException("a bound socket has no address"));
                return ((IPEndPoint)tcp.LocalEndPoint).Port;
            }
            catch (SocketException)
            {
                // Somebody else has the number for UDP; another one is tried.
            }
        }
    }
}
