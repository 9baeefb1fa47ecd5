using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;

namespace Conformance.Harness.Journal;

/// <summary>A run as its journal knows it, however it ended. A run that was gone on with is one run.</summary>
public sealed class RecordedRun
{
    private readonly Dictionary<string, CaseResult> _results = new(StringComparer.Ordinal);
    private readonly List<StrayMessage> _strays = [];

    private RecordedRun(string path, RunBegun begun) => (Path, Plan, StartedAt) = (path, begun.Plan, begun.At);

    /// <summary>The journal.</summary>
    public string Path { get; }

    /// <summary>What it was asked to do.</summary>
    public RecordedPlan Plan { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Time it took; up to its last record where it was killed. Zero for a virtual run, whose journal knows virtual time alone.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>The last word on each case that ended, in order of their ids.</summary>
    public IReadOnlyList<CaseResult> Cases => [.. _results.Values.OrderBy(r => r.Id, StringComparer.Ordinal)];

    /// <summary>Selected cases that did not end.</summary>
    public IReadOnlyList<string> Missing => [.. Plan.Selected.Where(id => !_results.ContainsKey(id))];

    /// <summary>What reached no case.</summary>
    public IReadOnlyList<StrayMessage> Strays => _strays;

    /// <summary>Reads a journal.</summary>
    /// <exception cref="ReportException">It cannot be read, or it is not the journal of one run.</exception>
    public static RecordedRun Read(string path)
    {
        RecordedRun? run = null;
        DateTimeOffset? begunAt = null;
        var last = DateTimeOffset.MinValue;
        foreach (var record in JournalReader.ReadAll(path))
        {
            if (record is RunBegun begun)
            {
                if (run is not null && Difference(run.Plan, begun.Plan) is { } difference)
                {
                    throw Unusable(path, $"it holds runs that differ in {difference}");
                }

                run ??= new RecordedRun(path, begun);
                run.Close(begunAt, last);
                (begunAt, last) = (begun.At, begun.At);
                continue;
            }

            if (run is null)
            {
                throw Unusable(path, "it does not begin with what the run was asked to do");
            }

            last = record.At > last ? record.At : last;
            if (record is CaseEnded ended)
            {
                run._results[ended.Result.Id] = ended.Result;
            }
            else if (record is RunEnded end)
            {
                run.Duration += end.Duration;
                run._strays.AddRange(end.Strays);
                begunAt = null;
            }
        }

        if (run is null)
        {
            throw Unusable(path, "it is empty");
        }

        run.Close(begunAt, last);
        return run;
    }

    /// <summary>
    /// In what two plans differ that have to be the same for their results to stand in one report; null when in nothing. Every run against
    /// a remote system has a seed of its own, since such a system may remember the ids of the last.
    /// </summary>
    public static string? Difference(RecordedPlan one, RecordedPlan other) =>
        one.HarnessVersion != other.HarnessVersion ? $"the version of the harness ({one.HarnessVersion} and {other.HarnessVersion})"
        : one.Sut != other.Sut ? $"the system under test ({one.Sut} and {other.Sut})"
        : one.Network != other.Network ? $"the network ({one.Network} and {other.Network})"
        : one.Seed != other.Seed && one.Network != RecordedPlan.RemoteNetwork ? $"the seed ({one.Seed} and {other.Seed})"
        : one.Strict != other.Strict ? "--strict"
        : !one.Pixit.Readings.Declared.SequenceEqual(other.Pixit.Readings.Declared) ? "the readings that are declared (readings of the SUT file, and --reading)"
        : one.Repeat != other.Repeat || one.Repeat != 1 ? "--repeat, whose rounds are for measuring"
        : null;

    private void Close(DateTimeOffset? begunAt, DateTimeOffset last)
    {
        if (begunAt is { } begun && Plan.Network != RecordedPlan.VirtualNetwork)
        {
            Duration += last - begun;
        }
    }

    private static ReportException Unusable(string path, string why) => new(path, "cannot be used as the record of a run", new FormatException(why));
}
