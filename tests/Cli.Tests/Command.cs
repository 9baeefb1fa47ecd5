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

    /// <summary>
    /// A shell starts what runs in its background deaf to Ctrl-C, and children inherit that. Where the tests run so, the GNU env gives the
    /// program its hearing back.
    /// </summary>
    private static string[] HearingInterrupts { get; } = IgnoresInterrupts() ? ["env", "--default-signal=INT"] : [];

    /// <summary>Starts the built program.</summary>
    internal static Process Start(string folder, params string[] args) => StartInside([], folder, args);

    /// <summary>Starts the built program by way of another that sees to its surroundings, such as nsenter.</summary>
    internal static Process StartInside(string[] wrapper, string folder, params string[] args)
    {
        string[] command = [.. wrapper, .. HearingInterrupts, "dotnet", Path.Combine(TestContext.CurrentContext.TestDirectory, "conformance.dll"), .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    /// <summary>Runs the built program to its end.</summary>
    internal static Task<Said> RunProcessAsync(string folder, params string[] args) => RunInsideAsync([], folder, args);

    /// <summary>The same by way of another program.</summary>
    internal static async Task<Said> RunInsideAsync(string[] wrapper, string folder, params string[] args)
    {
        using var process = StartInside(wrapper, folder, args);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    private static bool IgnoresInterrupts()
    {
        // One bit for each signal, the lowest for the first (proc(5)); SIGINT is the second.
        const ulong Interrupt = 1UL << (2 - 1);
        const string Ignored = "SigIgn:";
        return OperatingSystem.IsLinux()
            && File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Ignored, StringComparison.Ordinal)) is { } line
            && (Convert.ToUInt64(line[Ignored.Length..].Trim(), 16) & Interrupt) != 0;
    }

    /// <summary>Waits for the end, within a time in which any command ends on a busy machine.</summary>
    internal static async Task<Said> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
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
