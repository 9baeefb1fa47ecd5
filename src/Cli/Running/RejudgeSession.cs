using Conformance.Cli.Selection;
using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Harness.Replay;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;
using Conformance.Scenarios;

namespace Conformance.Cli.Running;

/// <summary>Today's scenarios and rules on a run of then.</summary>
internal sealed class RejudgeSession(string journal, string output, Selector selector, string? baseline, bool strict)
{
    // More than these, and the report is the better place.
    private const int MostListed = 20;

    /// <returns>The exit code of today's judgement.</returns>
    /// <exception cref="CommandException">The journal cannot be judged again.</exception>
    /// <exception cref="ReportException">The journal cannot be read, or the reports cannot be written.</exception>
    internal int Run()
    {
        var path = Path.GetFullPath(Directory.Exists(journal) ? Path.Combine(journal, JournalWriter.FileName) : journal);
        if (path == Path.GetFullPath(Path.Combine(output, JournalWriter.FileName)))
        {
            throw new CommandException($"{Path.GetFullPath(output)} holds the journal itself; choose another folder with --out");
        }

        var run = RecordedRun.Read(path);
        if (run.Plan.Repeat != 1)
        {
            throw new CommandException($"{path} is of a run with --repeat, whose rounds are for measuring: they cannot be told apart in it");
        }

        var catalogue = new Catalogue(run.Plan.Pixit.ListLimit);
        var selected = selector.IsEverything ? null : selector.Select(catalogue).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        RecordedCase[] recorded =
        [
            .. RecordedCase.In(JournalReader.ReadAll(path)).Where(c => c.Result.Reason != Harness.Running.SocketRun.InterruptedReason && selected?.Contains(c.Id) is not false),
        ];
        var today = catalogue.Cases.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var begun = recorded.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);

        // What no case says, and cases that never began: the word of the run stands.
        CaseResult[] carried = [.. run.Cases.Where(c => !begun.Contains(c.Id) && c.Reason != Harness.Running.SocketRun.InterruptedReason && selected?.Contains(c.Id) is not false)];
        var gone = recorded.Where(c => !today.ContainsKey(c.Id)).Select(c => c.Id).ToArray();
        var rejudged = Judge([.. recorded.Where(c => today.ContainsKey(c.Id))], today, run.Plan, catalogue);
        if (rejudged.Length == 0)
        {
            throw new CommandException($"{path} has no case that ended and still exists, so nothing was judged", ExitCode.Inconclusive);
        }

        var folder = ReportFolder.Open(output);
        var plan = run.Plan with { Strict = strict || run.Plan.Strict, Selected = [.. rejudged.Select(r => r.Now.Id)], Shard = null };
        WriteJournal(folder, plan, run, rejudged, carried);
        var code = new Conclusion(catalogue, plan, [.. rejudged.Select(r => r.Now).Concat(carried).OrderBy(c => c.Id, StringComparer.Ordinal)])
        {
            StartedAt = run.StartedAt,
            Duration = run.Duration,
            Selected = selected is null ? run.Plan.Selected.Count : rejudged.Length,
            Interrupted = selected is null && run.Missing.Count > 0,
            Strays = run.Strays,
            Baseline = Baselines.ReadIfNamed(baseline),
        }.Report(folder);
        Compare(rejudged, gone);
        return code;
    }

    private static Rejudged[] Judge(RecordedCase[] recorded, Dictionary<string, TestCase> today, RecordedPlan plan, Catalogue catalogue)
    {
        var settings = new CaseSettings(plan.Pixit, catalogue.Rules, own => new PeopleAndTexts(own), plan.Seed) { ContentSeed = plan.ContentSeed, Witnesses = catalogue.Witnesses };
        var rejudged = new Rejudged[recorded.Length];
        Parallel.For(0, recorded.Length, i => rejudged[i] = Rejudgement.Judge(today[recorded[i].Id], recorded[i], plan, settings));
        return rejudged;
    }

    private static void WriteJournal(ReportFolder folder, RecordedPlan plan, RecordedRun run, Rejudged[] rejudged, CaseResult[] carried)
    {
        using var journal = JournalWriter.Create(folder);
        journal.Add(new RunBegun(0, run.StartedAt, plan));
        foreach (var record in rejudged.SelectMany(r => r.Journal))
        {
            journal.Add(record);
        }

        foreach (var result in carried)
        {
            journal.Add(new CaseEnded(0, run.StartedAt, result, ByTheRun: true));
        }

        journal.Add(new RunEnded(0, run.StartedAt + run.Duration, run.Duration, run.Missing.Count > 0, run.Strays));
    }

    private static void Compare(Rejudged[] rejudged, string[] gone)
    {
        var changed = rejudged.Where(r => r.Difference is null && Said(r.Then) != Said(r.Now)).ToArray();
        var unfit = rejudged.Where(r => r.Difference is not null).ToArray();
        Console.WriteLine($"Rejudged     {rejudged.Length} cases: {rejudged.Length - changed.Length - unfit.Length} as then, {changed.Length} otherwise, {unfit.Length} that do not fit");
        foreach (var one in changed.Take(MostListed))
        {
            Console.WriteLine($"  {one.Now.Id}: {Said(one.Then)} then, {Said(one.Now)} now{Why(one)}");
        }

        foreach (var one in unfit.Take(MostListed))
        {
            Console.WriteLine($"  {one.Now.Id}: does not fit today's harness: {one.Difference}");
        }

        foreach (var id in gone.Take(MostListed))
        {
            Console.WriteLine($"  {id}: there is no such case any more");
        }

        var rest = changed.Length + unfit.Length + gone.Length - Math.Min(changed.Length, MostListed) - Math.Min(unfit.Length, MostListed) - Math.Min(gone.Length, MostListed);
        if (rest > 0)
        {
            Console.WriteLine($"  and {rest} more");
        }
    }

    private static string Said(CaseResult result) => result.Findings.Any(f => f.Kind is FindingKind.Golden) && result.Findings.All(f => f.Kind is FindingKind.Golden || f.Severity is Harness.Ledger.Severity.Finding)
        ? Spelling.Of(Verdict.Pass) // golden files are not compared again
        : result is { Verdict: Verdict.Pass, Warned: true } ? "warning" : Spelling.Of(result.Verdict);

    private static string Why(Rejudged one) => CaseReason.Of(one.Now) is { Length: > 0 } reason ? $": {reason}" : CaseReason.Of(one.Then) is { Length: > 0 } before ? $"; then: {before}" : "";
}
