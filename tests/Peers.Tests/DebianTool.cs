using System.Diagnostics;

namespace Conformance.Peers.Tests;

/// <summary>A program of a Debian package. A test that needs one is skipped with the install command where it is missing.</summary>
internal static class DebianTool
{
    internal static string Require(string path, string package)
    {
        if (!File.Exists(path))
        {
            Assert.Ignore($"needs {Path.GetFileName(path)}: apt-get install {package}");
        }

        return path;
    }

    internal static Process Start(string path, string workFolder, params string[] arguments)
    {
        var start = new ProcessStartInfo(path, arguments) { WorkingDirectory = workFolder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        return Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start");
    }

    /// <summary>Waits for the end; a program that hangs is ended and the test fails with what it had printed.</summary>
    internal static async Task<(int Code, string Output)> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"{process.StartInfo.FileName} did not end within 60 s:\n{await output}\n{await errors}");
        }

        return (process.ExitCode, await output + await errors);
    }
}
