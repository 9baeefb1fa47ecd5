using System.Globalization;
using System.IO.Pipes;
using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;

namespace Conformance.Stack.Tls;

/// <summary>
/// The secrets of the TLS connections of this process, in the lines that browsers write for Wireshark (NSS key log). They are in memory alone: the
/// runtime writes them into a pipe that ends here, and whoever asks gets those of connections that it names. May be used from any thread.
/// </summary>
public sealed class TlsKeyLog
{
    private const string Switch = "System.Net.EnableSslKeyLogging";
    private const string Variable = "SSLKEYLOGFILE";
    private const char Mark = '#';

    // Lines are a few hundred octets in a pipe of this process; whoever has to wait so long finds nobody writing.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly Lazy<TlsKeyLog?> s_ofThisProcess = new(Begin);

    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeClientStream _end;
    private readonly Dictionary<string, List<string>> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _marked = new(0);

    private TlsKeyLog()
    {
        _end = new AnonymousPipeClientStream(PipeDirection.Out, _pipe.ClientSafePipeHandle);
        new Thread(Read) { IsBackground = true, Name = "TLS secrets" }.Start();
    }

    /// <summary>
    /// Turns it on for all connections that this process makes from here on. The runtime decides at the first TLS connection of a process whether
    /// secrets are told: when there was one before, there will be no lines.
    /// </summary>
    /// <returns>Null where the runtime tells no secrets: everywhere but on Linux.</returns>
    public static TlsKeyLog? Start() => s_ofThisProcess.Value;

    /// <summary>The lines of connections.</summary>
    /// <param name="clientRandoms">The random octets in the ClientHello of each, in hexadecimal digits.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Of(IEnumerable<string> clientRandoms)
    {
        CatchUp();
        lock (_gate)
        {
            var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
            foreach (var random in clientRandoms)
            {
                if (_lines.TryGetValue(random, out var lines))
                {
                    found[random] = [.. lines.Distinct(StringComparer.Ordinal)];
                }
            }

            return found;
        }
    }

    private static TlsKeyLog? Begin()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var log = new TlsKeyLog();
        var before = Environment.GetEnvironmentVariable(Variable);
        AppContext.SetSwitch(Switch, true);
        Environment.SetEnvironmentVariable(Variable, string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{log._pipe.ClientSafePipeHandle.DangerousGetHandle()}"));
        try
        {
            MakeTheRuntimeLook();
        }
        finally
        {
            // Programs that are started from here must not find it: the path means something else to them.
            Environment.SetEnvironmentVariable(Variable, before);
        }

        return log;
    }

    /// <summary>The variable is read with the first handshake, whatever becomes of it: this one ends for want of a peer.</summary>
    [SupportedOSPlatform("linux")]
    private static void MakeTheRuntimeLook()
    {
        using var nobody = new SslStream(new MemoryStream());
        try
        {
            nobody.AuthenticateAsClient("nobody");
        }
        catch (Exception end) when (end is IOException or AuthenticationException)
        {
            // As meant.
        }
    }

    /// <summary>What was written before this call has been read when it returns: a mark goes the same way.</summary>
    private void CatchUp()
    {
        lock (_end)
        {
            _end.Write([(byte)Mark, (byte)'\n']);
        }

        _marked.Wait(s_patience);
    }

    private void Read()
    {
        using var reader = new StreamReader(_pipe);
        while (reader.ReadLine() is { } line)
        {
            if (line is [Mark, ..])
            {
                _marked.Release();
            }
            else if (line.Split(' ') is [_, var random, _])
            {
                lock (_gate)
                {
                    if (!_lines.TryGetValue(random, out var known))
                    {
                        _lines[random] = known = [];
                    }

                    known.Add(line);
                }
            }
        }
    }
}
