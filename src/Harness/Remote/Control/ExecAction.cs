using System.ComponentModel;
using System.Diagnostics;
using Conformance.Harness.Remote.Description;

namespace Conformance.Harness.Remote.Control;

/// <summary>An action that is a command. Commands of many cases wait for their turn: each is a process, and a machine has few cores.</summary>
/// <param name="binding">The command.</param>
/// <param name="folder">The folder it starts in.</param>
/// <param name="turns">Shared by all commands of a run.</param>
internal sealed class ExecAction(ControlBinding.Exec binding, string folder, SemaphoreSlim turns) : IBoundAction
{
    private const int LongestProblem = 500;

    public async Task<string?> PerformAsync(string action, IReadOnlyDictionary<string, string> values, TimeSpan timeout, CancellationToken cancel)
    {
        await turns.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await RunAsync(action, values, timeout, cancel).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>How a command is started.</summary>
    /// <param name="binding">The command.</param>
    /// <param name="folder">The folder it starts in; a program whose name has a slash is looked for there.</param>
    /// <param name="action">Name of the action.</param>
    /// <param name="values">Its values.</param>
    internal static ProcessStartInfo Start(ControlBinding.Exec binding, string folder, string action, IReadOnlyDictionary<string, string> values)
    {
        string[] words = [.. binding.Command.Select(word => Placeholders.Fill(word, action, values))];
        var program = words[0].Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(words[0], folder) : words[0];
        var start = new ProcessStartInfo(program, words.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Placeholders.VariableOf(Placeholders.Action)] = action;
        foreach (var (name, value) in values)
        {
            start.Environment[Placeholders.VariableOf(name)] = value;
        }

        foreach (var (name, value) in binding.Environment)
        {
            start.Environment[name] = value.Reveal();
        }

        return start;
    }

    private async Task<string?> RunAsync(string action, IReadOnlyDictionary<string, string> values, TimeSpan timeout, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        Process? process = null;
        try
        {
            process = Process.Start(Start(binding, folder, action, values)) ?? throw new Win32Exception("it did not start");
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode == 0 ? null : Problem(process.ExitCode, await error.ConfigureAwait(false), await output.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process?.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            return $"{binding.Command[0]} did not end within {timeout.TotalSeconds:0.#} s and was stopped";
        }
        catch (Win32Exception fault)
        {
            return $"{binding.Command[0]} cannot be started in {folder}: {fault.Message}";
        }
        finally
        {
            process?.Dispose();
        }
    }

    private string Problem(int exitStatus, string error, string output)
    {
        var said = (error.Trim() is { Length: > 0 } complaint ? complaint : output.Trim()).ReplaceLineEndings(" ");
        return $"{binding.Command[0]} ended with status {exitStatus}{(said.Length == 0 ? "" : ": ")}{(said.Length <= LongestProblem ? said : said[..LongestProblem] + " ...")}";
    }
}
