using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.Stack.Net;

namespace Conformance.Cli.Running;

/// <summary>The journal of a run: what an earlier run left that is gone on with, and what this one adds.</summary>
internal sealed class RunRecord : IDisposable
{
    private readonly RecordedPlan _plan;
    private readonly RecordedRun? _before;
    private JournalWriter? _journal;

    private RunRecord(RecordedPlan plan, RecordedRun? before) => (_plan, _before) = (plan, before);

    /// <summary>Results that are kept from the run that is gone on with.</summary>
    internal IReadOnlyList<CaseResult> Kept =>
        [.. (_before?.Cases ?? []).Where(c => c.Reason != SocketRun.InterruptedReason && _plan.Selected.Contains(c.Id, StringComparer.Ordinal))];

    /// <summary>Where the run puts its lines; null when none are kept.</summary>
    internal Action<JournalRecord>? Add => _journal is null ? null : _journal.Add;

    /// <summary>Why the journal ends early; null while it is complete.</summary>
    internal ReportException? Failure => _journal?.Failure;

    /// <summary>When the run began, the first time.</summary>
    internal DateTimeOffset? StartedAt => _before?.StartedAt;

    /// <summary>Looks for a run to go on with.</summary>
    /// <param name="plan">What is to be run, all of it.</param>
    /// <param name="folder">The report folder; null when no report is written.</param>
    /// <param name="resume">Whether to go on with the run in that folder.</param>
    /// <exception cref="CommandException">The run there was asked for something else.</exception>
    /// <exception cref="ReportException">Its journal cannot be read.</exception>
    internal static RunRecord Prepare(RecordedPlan plan, string? folder, bool resume)
    {
        if (!resume)
        {
            return new RunRecord(plan, null);
        }

        var journal = Path.Combine(folder ?? throw new CommandException("--resume goes on with the run in a report folder, and --no-report has none"), JournalWriter.FileName);
        if (!File.Exists(journal) || new FileInfo(journal).Length == 0)
        {
            return new RunRecord(plan, null);
        }

        var before = RecordedRun.Read(journal);
        var difference = RecordedRun.Difference(before.Plan, plan) ?? (before.Plan.Selected.SequenceEqual(plan.Selected, StringComparer.Ordinal) ? null : "the selected cases");
        return difference is null
            ? new RunRecord(plan, before)
            : throw new CommandException($"{Path.GetFullPath(journal)} is of another run: it differs in {difference}. Repeat its command line, or leave out --resume to begin anew");
    }

    /// <summary>The cases that have not ended yet.</summary>
    internal IReadOnlyList<TestCase> Remaining(IReadOnlyList<TestCase> cases)
    {
        var ended = Kept.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        return [.. cases.Where(c => !ended.Contains(c.Id))];
    }

    /// <summary>Begins to write.</summary>
    /// <exception cref="ReportException">The journal cannot be written.</exception>
    internal void Open(ReportFolder? folder, DateTimeOffset now)
    {
        if (folder is not null)
        {
            _journal = _before is null ? JournalWriter.Create(folder) : JournalWriter.Continue(folder);
            _journal.Add(new RunBegun(0, Stamp(now), _plan));
        }
    }

    /// <summary>Results kept and new, in order of their ids; where a case ended before and now, what it says now.</summary>
    internal IReadOnlyList<CaseResult> With(IReadOnlyList<CaseResult> results) =>
        _before is null ? results : [.. results.Concat(Kept).OrderBy(r => r.Id, StringComparer.Ordinal)];

    internal IReadOnlyList<StrayMessage> With(IReadOnlyList<StrayMessage> strays) => [.. _before?.Strays ?? [], .. strays];

    internal TimeSpan With(TimeSpan duration) => (_before?.Duration ?? TimeSpan.Zero) + duration;

    /// <summary>A judgement that came after the case had ended, such as the comparison with golden files.</summary>
    internal void Revise(IReadOnlyList<CaseResult> before, IReadOnlyList<CaseResult> after, DateTimeOffset now)
    {
        foreach (var (_, revised) in before.Zip(after).Where(p => !ReferenceEquals(p.First, p.Second)))
        {
            _journal?.Add(new CaseEnded(0, Stamp(now), revised));
        }
    }

    internal void End(DateTimeOffset now, TimeSpan duration, bool interrupted, IReadOnlyList<StrayMessage> strays) =>
        _journal?.Add(new RunEnded(0, Stamp(now), IsVirtual ? TimeSpan.Zero : duration, interrupted, strays));

    public void Dispose() => _journal?.Dispose();

    // The journal of a virtual run depends on the seed and the cases alone.
    private bool IsVirtual => _plan.Network == RecordedPlan.VirtualNetwork;

    private DateTimeOffset Stamp(DateTimeOffset now) => IsVirtual ? VirtualLoop.Epoch : now;
}
