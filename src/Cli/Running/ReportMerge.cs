using Conformance.Cli.Selection;
using Conformance.Harness.Journal;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;

namespace Conformance.Cli.Running;

/// <summary>Puts runs that shared the cases between them together: one journal, and from it one set of reports.</summary>
internal sealed class ReportMerge(IReadOnlyList<string> folders, string output, string? baseline)
{
    /// <returns>The exit code of the whole.</returns>
    /// <exception cref="CommandException">The runs do not belong together.</exception>
    /// <exception cref="ReportException">A journal cannot be read, or the report folder cannot be written.</exception>
    internal int Run()
    {
        RecordedRun[] runs = [.. Journals().Select(RecordedRun.Read)];
        Check(runs);
        var absent = AbsentShards(runs);
        var plan = runs[0].Plan with { Shard = null, Selected = [.. runs.SelectMany(r => r.Plan.Selected).Order(StringComparer.Ordinal)] };
        CaseResult[] cases =
        [
            // What a run says of the system under test as a whole, each of them may say; once is enough.
            .. runs.SelectMany(r => r.Cases).GroupBy(c => c.Id, StringComparer.Ordinal).Select(same => same.MinBy(CaseReason.Rank)).OfType<CaseResult>()
                .OrderBy(c => c.Id, StringComparer.Ordinal),
        ];
        StrayMessage[] strays = [.. runs.SelectMany(r => r.Strays)];
        var duration = TimeSpan.FromTicks(runs.Sum(r => r.Duration.Ticks));
        var startedAt = runs.Min(StartOf);
        var folder = ReportFolder.Open(output);
        WriteJournal(folder, runs, plan, duration, strays);
        foreach (var shard in absent)
        {
            Console.Error.WriteLine($"conformance: shard {shard} is missing, so this is no judgement over the whole");
        }

        return new Conclusion(new Catalogue(), plan, cases)
        {
            StartedAt = startedAt,
            Duration = duration,
            Interrupted = absent.Count > 0 || runs.Any(r => r.Missing.Count > 0),

            // How many cases an absent shard has nobody knows; one is enough for the whole to be no judgement.
            Selected = plan.Selected.Count + absent.Count,
            Strays = strays,
            Baseline = Baselines.ReadIfNamed(baseline),
        }.Report(folder);
    }

    private IEnumerable<string> Journals()
    {
        foreach (var folder in folders)
        {
            var journal = Path.GetFullPath(Directory.Exists(folder) ? Path.Combine(folder, JournalWriter.FileName) : folder);
            if (!File.Exists(journal))
            {
                throw new CommandException($"{journal} is not there; give report folders of runs, each with its {JournalWriter.FileName}");
            }

            if (journal == Path.GetFullPath(Path.Combine(output, JournalWriter.FileName)))
            {
                throw new CommandException($"{Path.GetFullPath(output)} holds one of the runs; choose another folder with --out");
            }

            yield return journal;
        }
    }

    private static void Check(RecordedRun[] runs)
    {
        foreach (var run in runs)
        {
            if (RecordedRun.Difference(runs[0].Plan, run.Plan) is { } difference)
            {
                throw new CommandException($"{runs[0].Path} and {run.Path} cannot stand in one report: they differ in {difference}");
            }
        }

        var seen = new Dictionary<string, RecordedRun>(StringComparer.Ordinal);
        foreach (var (run, id) in runs.SelectMany(r => r.Plan.Selected.Select(id => (r, id))))
        {
            if (!seen.TryAdd(id, run))
            {
                throw new CommandException($"{id} was selected in {seen[id].Path} and in {run.Path}; a case belongs to one run only");
            }
        }
    }

    private static List<string> AbsentShards(RecordedRun[] runs)
    {
        var shards = runs.Select(r => Shard.Parse(r.Plan.Shard)).OfType<Shard>().ToArray();
        return shards.Length == 0 ? [] : [.. Enumerable.Range(1, shards[0].Of).Select(k => new Shard(k, shards[0].Of)).Except(shards).Select(s => s.ToString())];
    }

    private static void WriteJournal(ReportFolder folder, RecordedRun[] runs, RecordedPlan plan, TimeSpan duration, StrayMessage[] strays)
    {
        using var journal = JournalWriter.Create(folder);
        journal.Add(new RunBegun(0, runs.Min(r => r.StartedAt), plan));
        var last = DateTimeOffset.MinValue;
        foreach (var record in runs.SelectMany(r => JournalReader.ReadAll(r.Path)).Where(r => r is not (RunBegun or RunEnded)))
        {
            last = record.At > last ? record.At : last;
            journal.Add(record);
        }

        journal.Add(new RunEnded(0, last, duration, runs.Any(r => r.Missing.Count > 0), strays));
        if (journal.Failure is { } failure)
        {
            throw failure;
        }
    }

    // The journal of a virtual run knows virtual time alone.
    private static DateTimeOffset StartOf(RecordedRun run) =>
        run.Plan.Network == RecordedPlan.VirtualNetwork ? new DateTimeOffset(File.GetLastWriteTimeUtc(run.Path), TimeSpan.Zero) : run.StartedAt;
}
