using System.CommandLine;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Cli.Sut;
using Conformance.Harness.Golden;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.Harness.Secrets;
using Conformance.Stack;
using Conformance.Stack.Tls;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance golden</c>.</summary>
internal static class GoldenCommand
{
    internal const string StandardFolder = "golden";

    internal static Command Create(SutFiles sutFiles)
    {
        var golden = new Option<string?>("--golden") { Description = "Folder of the golden files. [default: golden, or NAME.golden beside the SUT file NAME.json]", HelpName = "DIR" };
        var sut = new Option<string?>("--sut") { Description = "Take the wire of the system that this SUT file describes; its golden files stand beside the SUT file.", HelpName = "FILE" };
        var selection = new SelectionOptions();
        var accept = new DocumentedCommand("accept", "Run cases and make what is on the wire their golden files.")
        {
            Examples =
            [
                ("conformance golden accept", "all cases; files of cases that are no more go away"),
                ("conformance golden accept --only relay-2xx-no-receipt", "one scenario"),
                ("conformance golden accept --sut acme.json", "the wire of a system somewhere else, into acme.golden/"),
            ],
        };
        accept.Options.Add(golden);
        accept.Options.Add(sut);
        selection.AddTo(accept);
        accept.SetAction(parsed => parsed.GetValue(sut) is { } file
            ? AcceptLiveAsync(file, selection.Read(parsed), new GoldenFolder(parsed.GetValue(golden) ?? FolderBeside(file), live: true), sutFiles)
            : Task.FromResult(Accept(selection.Read(parsed), new GoldenFolder(parsed.GetValue(golden) ?? StandardFolder))));
        return new DocumentedCommand("golden", "Keep snapshots of the wire (they are compared by: conformance run --virtual, and run --sut).")
        {
            Examples = [("conformance golden accept", "make what is on the wire now the snapshot")],
            Subcommands = { accept },
        };
    }

    private static int Accept(Selector selector, GoldenFolder folder)
    {
        var catalogue = new Catalogue();
        var cases = selector.Select(catalogue);
        var plan = Plans.Virtual(catalogue, cases, OptionShapes.StandardSeed);
        using var bed = new ReferenceBed([], plan.Pixit, authority: null);
        var results = VirtualRun.Run(plan, bed.Source, null, null, default);
        return Accept(results, selector.IsEverything, folder) == results.Count ? ExitCode.Conformant : ExitCode.NotConformant;
    }

    /// <summary>Golden files of a system stand beside the file that describes it: <c>acme.golden</c> beside <c>acme.json</c>.</summary>
    internal static string FolderBeside(string sutFile) => Path.ChangeExtension(Path.GetFullPath(sutFile), ".golden");

    /// <summary>Much may fail on a system under test; what passes is golden all the same.</summary>
    private static async Task<int> AcceptLiveAsync(string file, Selector selector, GoldenFolder folder, SutFiles sutFiles)
    {
        var catalogue = new Catalogue();
        var sut = sutFiles.Read(file);
        var cases = sut.Claimed(selector.Select(catalogue));
        var plan = Plans.Remote(catalogue, cases, OptionShapes.FreshSeed(), sut) with { ContentSeed = OptionShapes.StandardSeed };
        using var bed = await RemoteBed.OpenAsync(sut, cases.Any(c => c.Transport is TransportKind.Tls) ? new TestAuthority() : null, default);
        using var run = new SocketRun(plan, bed.Source, bed.Ports(0, 0, 0));
        CaseResult[] results = [.. (await run.RunAsync()).Select(sut.Redaction.Apply).Where(r => cases.Any(c => c.Id == r.Id))];
        return Accept(results, selector.IsEverything, folder) > 0 ? ExitCode.Conformant : ExitCode.Inconclusive;
    }

    /// <returns>How many were accepted.</returns>
    private static int Accept(IReadOnlyList<CaseResult> results, bool everything, GoldenFolder folder)
    {
        CaseResult[] passed = [.. results.Where(r => r.Verdict is Verdict.Pass)];
        var changes = passed.CountBy(folder.Accept).ToDictionary();
        var removed = everything ? folder.RemoveAllBut(results.Select(GoldenFolder.NameOf).ToHashSet(StringComparer.Ordinal)) : [];
        foreach (var refused in results.Where(r => r.Verdict is not Verdict.Pass))
        {
            Console.Error.WriteLine($"not accepted: {refused.Id}: {Spelling.Of(refused.Verdict)}: {CaseReason.Of(refused)}");
        }

        Console.WriteLine($"{folder.Path}: {changes.GetValueOrDefault(GoldenChange.Added)} added, {changes.GetValueOrDefault(GoldenChange.Replaced)} replaced, "
            + $"{removed.Count} removed, {changes.GetValueOrDefault(GoldenChange.None)} as they were");
        return passed.Length;
    }
}
