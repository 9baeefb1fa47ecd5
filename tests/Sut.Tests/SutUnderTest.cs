using System.Text.Json;
using Conformance.Cli;
using Conformance.Cli.Selection;
using Conformance.Harness.Engine;
using Conformance.Harness.Remote.Description;

namespace Conformance.Sut.Tests;

/// <summary>
/// The system under test that the environment names: <c>CONFORMANCE_SUT</c> is its SUT file, <c>CONFORMANCE_ONLY</c> narrows the cases as
/// <c>run --only</c> does. All cases run at once, the first time that one of them is asked for.
/// </summary>
internal static class SutUnderTest
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, CaseVerdict>>> s_verdicts = new(RunAsync);

    private static string s_complaint = "";

    /// <summary>The SUT file; null where none is named.</summary>
    internal static string? File { get; } = Located(Environment.GetEnvironmentVariable("CONFORMANCE_SUT"));

    private static string? Only => Environment.GetEnvironmentVariable("CONFORMANCE_ONLY") is { Length: > 0 } only ? only : null;

    /// <summary>The ids of the cases within the claims of the SUT file.</summary>
    /// <exception cref="SutFileException">The file is not in order; the exception lists all that is wrong.</exception>
    internal static IEnumerable<string> Cases(string file)
    {
        var sut = SutFile.Read(file, Environment.GetEnvironmentVariable);
        return sut.Claimed(new Selector { Only = Only is { } only ? [only] : [] }.Select(new Catalogue())).Select(c => c.Id);
    }

    /// <summary>What the run says about a case; it is carried out when first asked.</summary>
    internal static async Task<CaseVerdict> VerdictOfAsync(string id) =>
        (await s_verdicts.Value).TryGetValue(id, out var verdict) ? verdict : new CaseVerdict("error", false, $"the run has no result for this case. {s_complaint}".TrimEnd(), []);

    /// <summary>What the run says that no case says: that the system under test died, or answers everything alike.</summary>
    internal static async Task<IReadOnlyList<(string Id, CaseVerdict Verdict)>> RemarksAsync() =>
        [.. (await s_verdicts.Value).Where(v => v.Key.StartsWith("run/", StringComparison.Ordinal)).Select(v => (v.Key, v.Value))];

    private static async Task<IReadOnlyDictionary<string, CaseVerdict>> RunAsync()
    {
        var reports = Path.Combine(TestContext.CurrentContext.WorkDirectory, "reports");
        var results = Path.Combine(reports, "results.json");
        Directory.CreateDirectory(reports);
        System.IO.File.Delete(results);
        var error = Console.Error;
        using var complained = new StringWriter();
        Console.SetError(complained);
        await CommandLine.RunAsync(["run", "--sut", File!, "--out", reports, .. Only is { } only ? new[] { "--only", only } : []]);
        Console.SetError(error);
        s_complaint = complained.ToString();
        if (!System.IO.File.Exists(results))
        {
            return new Dictionary<string, CaseVerdict>();
        }

        await TestContext.Progress.WriteLineAsync($"Report: {Path.Combine(reports, "index.html")}");
        using var document = JsonDocument.Parse(await System.IO.File.ReadAllBytesAsync(results));
        return document.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!, CaseVerdict.Read);
    }

    /// <summary>Tests run in their own folder; a relative path is meant from where the command was typed.</summary>
    private static string? Located(string? path) => string.IsNullOrEmpty(path) ? null
        : Path.IsPathRooted(path) || System.IO.File.Exists(path) ? Path.GetFullPath(path)
        : Path.GetFullPath(path, Environment.GetEnvironmentVariable("PWD") ?? Environment.CurrentDirectory);
}
