using System.CommandLine;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Harness.Golden;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;
using Conformance.Harness.Running;

namespace Conformance.Cli.Commands;

/// <summary><c>conformance golden</c>.</summary>
internal static class GoldenCommand
{
    internal const string StandardFolder = "golden";

    internal static Command Create()
    {
        var golden = new Option<string>("--golden") { Description = "Folder of the golden files.", DefaultValueFactory = _ => StandardFolder, HelpName = "DIR" };
        var selection = new SelectionOptions();
        var accept = new DocumentedCommand("accept", "Run cases on virtual time and make what is on the wire their golden files.")
        {
            Examples =
            [
                ("conformance golden accept", "all cases; files of cases that are no more go away"),
                ("conformance golden accept --only relay-2xx-no-receipt", "one scenario"),
            ],
        };
        accept.Options.Add(golden);
        selection.AddTo(accept);
        accept.SetAction(parsed => Accept(selection.Read(parsed), new GoldenFolder(parsed.GetValue(golden) ?? StandardFolder)));
        return new DocumentedCommand("golden", "Keep snapshots of the wire (they are compared by: conformance run --virtual).")
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
        CaseResult[] passed = [.. results.Where(r => r.Verdict is Verdict.Pass)];
        var changes = passed.CountBy(folder.Accept).ToDictionary();
        var removed = selector.IsEverything ? folder.RemoveAllBut(results.Select(GoldenFolder.NameOf).ToHashSet(StringComparer.Ordinal)) : [];
        foreach (var refused in results.Where(r => r.Verdict is not Verdict.Pass))
        {
            Console.Error.WriteLine($"not accepted: {refused.Id}: {Spelling.Of(refused.Verdict)}: {CaseReason.Of(refused)}");
        }

        Console.WriteLine($"{folder.Path}: {changes.GetValueOrDefault(GoldenChange.Added)} added, {changes.GetValueOrDefault(GoldenChange.Replaced)} replaced, "
            + $"{removed.Count} removed, {changes.GetValueOrDefault(GoldenChange.None)} as they were");
        return passed.Length == results.Count ? ExitCode.Conformant : ExitCode.NotConformant;
    }
}
