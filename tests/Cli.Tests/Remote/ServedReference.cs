using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Conformance.Cli.Tests.Remote;

/// <summary>Seats of the reference in a process of their own, with the SUT file that describes them.</summary>
internal sealed class ServedReference : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private ServedReference(Process process, string sutFile)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        SutFile = sutFile;
    }

    /// <summary>Path of the SUT file.</summary>
    internal string SutFile { get; }

    /// <summary>URL of the control face.</summary>
    internal string Control { get; private set; } = "";

    /// <summary>Starts the process, and comes back when it serves.</summary>
    internal static Task<ServedReference> StartAsync(string folder, params string[] args) => StartInsideAsync([], folder, args);

    /// <summary>The same by way of another program, such as nsenter.</summary>
    internal static async Task<ServedReference> StartInsideAsync(string[] wrapper, string folder, params string[] args)
    {
        var file = Path.Combine(folder, "ref.json");
        var served = new ServedReference(Command.StartInside(wrapper, folder, ["serve", .. args, "--control", "0", "--sut-file", file]), file);
        served._process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await served._process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            using var said = JsonDocument.Parse(line);
            if (said.RootElement.TryGetProperty("control", out var control))
            {
                served.Control = control.GetString() ?? "";
                return served;
            }
        }

        throw new InvalidOperationException($"serve ended: {await served._error}");
    }

    /// <summary>Allows the reference more time, as anybody would on a machine that is busy with something else: two processes share its processors here.</summary>
    internal void Allow(int responseMs, int actMs) => Change(sut =>
    {
        sut["timers"]?["responseMs"] = responseMs;
        sut["timers"]?["actMs"] = actMs;
    });

    /// <summary>Changes the SUT file.</summary>
    internal void Change(Action<JsonNode> change)
    {
        var sut = JsonNode.Parse(File.ReadAllText(SutFile)) ?? throw new InvalidOperationException("the SUT file is empty");
        change(sut);
        File.WriteAllText(SutFile, sut.ToJsonString());
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
