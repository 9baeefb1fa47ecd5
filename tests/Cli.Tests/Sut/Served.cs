using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Conformance.Cli.Tests.Sut;

/// <summary>The reference in a process of its own, with the SUT file that describes it.</summary>
internal sealed class Served : IDisposable
{
    private readonly Scratch _scratch;
    private readonly Process _process;

    private Served(Scratch scratch, Process process)
    {
        _scratch = scratch;
        _process = process;
    }

    /// <summary>The SUT file.</summary>
    internal string File => _scratch["ref.json"];

    /// <summary>Path of a file beside the SUT file.</summary>
    internal string this[string name] => _scratch[name];

    /// <summary>Starts seats, and waits until they can be reached.</summary>
    /// <param name="args">What follows <c>conformance serve</c>.</param>
    internal static async Task<Served> StartAsync(params string[] args)
    {
        var scratch = new Scratch();
        var process = Command.Start(scratch.Path, ["serve", .. args, "--control", "0", "--sut-file", scratch["ref.json"]]);
        var complaints = process.StandardError.ReadToEndAsync();
        var served = new Served(scratch, process);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last of the lines at the start: everything is open, and the file is written.
            if (line.Contains("\"control\"", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return served;
            }
        }

        var complaint = await complaints;
        served.Dispose();
        throw new InvalidOperationException($"the reference did not start: {complaint}");
    }

    /// <summary>Runs <c>conformance</c> beside it, as a process of its own: others may be waiting for theirs.</summary>
    internal Task<Said> RunAsync(params string[] args) => Command.RunProcessAsync(_scratch.Path, args);

    /// <summary>Writes a changed copy of the SUT file beside it.</summary>
    /// <returns>Its path.</returns>
    internal string Changed(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
        change(file);
        System.IO.File.WriteAllText(_scratch["changed.json"], file.ToJsonString());
        return _scratch["changed.json"];
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _scratch.Dispose();
    }
}
