using System.Diagnostics;

namespace Conformance.Cli.Tests;

/// <summary>What a command said.</summary>
internal sealed record Said(int ExitCode, string Output, string Error);

/// <summary>Runs <c>conformance</c>, in this process with its output caught, or as the process that users start.</summary>
internal static class Command
{
    /// <summary>A case that takes a moment and passes.</summary>
    internal const string Case = "receipts/sip-positive-delivery/im-recipient/tcp/200";

    /// <summary>A fault that this case finds.</summary>
    internal const string Fault = "im-recipient/6.1.3.1-02-twice";

    internal static async Task<Said> RunAsync(params string[] args)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var complained = new StringWriter();
        Console.SetOut(said);
        Console.SetError(complained);
        try
        {
            return new Said(await CommandLine.RunAsync(args), said.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    /// <summary>Starts the built program.</summary>
    internal static Process Start(string folder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, "conformance.dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    /// <summary>Runs the built program to its end.</summary>
    internal static async Task<Said> RunProcessAsync(string folder, params string[] args)
    {
        using var process = Start(folder, args);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Waits for the end, within a time in which any command ends on a busy machine.</summary>
    internal static async Task<Said> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("the program did not end");
        }

        return new Said(process.ExitCode, await output, await error);
    }
}

/// <summary>A folder that goes away with its test.</summary>
internal sealed class Scratch : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("conformance-").FullName;

    internal string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
