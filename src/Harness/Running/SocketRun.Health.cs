using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Results;
using Conformance.Stack;

namespace Conformance.Harness.Running;

/// <content>What a run does about a system under test that is dishonest, silent or dead.</content>
public sealed partial class SocketRun
{
    // Each death costs a restart and the time to find out who did it; one that dies more often has been found out.
    private const int MostRestarts = 10;

    // Those whose request was before it when it fell silent run again one at a time; the one that did it is among the first.
    private const int MostSuspects = 16;

    private readonly Dictionary<Seat, SeatWatch> _watches = [];
    private readonly List<(Job Job, CaseResult Result)> _held = [];
    private readonly Queue<Job> _suspects = new();
    private readonly HashSet<Job> _orphans = [];
    private int _opening;
    private int _restarts;
    private int _suspectsUnderWay;
    private bool _outOfTime;

    /// <summary>A suspect is under way or being looked after, the run is being opened, or the system under test restarted: nothing else may start.</summary>
    private bool IsHeldUp => _opening > 0 || _suspects.Count > 0 || _suspectsUnderWay > 0 || _held.Count > 0 || _watches.Values.Any(w => w.Health is Health.Restarting);

    private SeatWatch WatchOf(Job job) => _watches[job.Case.Assignment.Seat];

    /// <summary>Asks the system under test in every seat what an honest one refuses, then begins with the cases.</summary>
    private void Open()
    {
        var ids = new IdSource(_plan.Seed).Child("aside");
        var aside = new Aside(_tester, _plan.Pixit, ids);
        foreach (var cases in _plan.Cases.GroupBy(c => c.Assignment.Seat))
        {
            var asked = new AskedSeat(cases.Key, _suts[cases.Key], cases.First().Assignment.Party);
            _watches[cases.Key] = new SeatWatch(asked, [.. cases.Select(c => c.Transport).Distinct().Order()], _tester, aside);
        }

        // Counted before any is asked: an answer may come at once.
        var places = _watches.Values.SelectMany(w => w.Transports.Select(t => (Watch: w, Transport: t))).ToArray();
        _opening = places.Length;
        foreach (var (watch, transport) in places)
        {
            new HonestyProbe(aside, ids).Ask(watch.Seat, transport, dishonest => Opened(watch, transport, dishonest));
        }

        if (places.Length == 0)
        {
            EndWhenIdle();
        }
    }

    private void Opened(SeatWatch watch, TransportKind transport, CaseResult? dishonest)
    {
        if (dishonest is not null && !_interrupted)
        {
            watch.IsDishonestOver(transport);
            Publish(dishonest);
        }

        if (--_opening == 0)
        {
            StartNext();
        }
    }

    /// <summary>Publishes a result, or keeps it until it is known whether the system under test is still there.</summary>
    private void Review(Job job, CaseResult result, bool lostContact)
    {
        var watch = WatchOf(job);
        if (_orphans.Remove(job) && watch.Health is Health.Well && !_interrupted && !_outOfTime)
        {
            // It was ended when the system under test fell silent, and its judgement comes when that is up again.
            Enqueue(Again(job));
            _loop.Post(StartNext);
            return;
        }

        if (_interrupted || _outOfTime || result.Verdict is Verdict.Error || watch.Health is Health.Gone || !(job.IsSuspect || watch.IsDoubtful(result, lostContact)))
        {
            Publish(watch.Weigh(result, job.Case.Transport));
            return;
        }

        _held.Add((job, result));
        if (watch.Health is Health.Well)
        {
            watch.Health = Health.Asked;
            watch.Ask(isAlive => Told(watch, isAlive));
        }
    }

    private void Told(SeatWatch watch, bool isAlive)
    {
        if (_interrupted || _outOfTime)
        {
            return;
        }

        if (isAlive)
        {
            watch.Health = Health.Well;
            Release(watch);
            Continue();
            return;
        }

        // The suspect that was alone with it has done it, and need not run again.
        var alone = _held.Where(h => WatchOf(h.Job) == watch && h.Job.IsSuspect).ToArray();
        watch.Bury(alone.Length == 1 ? alone[0].Job.Case.Id : null);
        watch.Health = Health.Restarting;
        foreach (var (run, job) in _active.Where(a => WatchOf(a.Value) == watch).ToArray())
        {
            _orphans.Add(job);
            run.Abandon($"{watch.Seat.Sut.Name} stopped answering");
        }

        if (!watch.WasEverHeard || !watch.Seat.Sut.Control.Supports("restart"))
        {
            GiveUp(watch, ", and there is no control action 'restart' to bring it back");
        }
        else if (++_restarts > MostRestarts)
        {
            GiveUp(watch, $", once more after {MostRestarts} restarts");
        }
        else
        {
            Restart(watch, alone.Select(a => a.Job).ToHashSet());
        }
    }

    private void Restart(SeatWatch watch, HashSet<Job> culprits)
    {
        var isOver = false;
        IDisposable? patience = null;
        void End(string? problem)
        {
            if (isOver)
            {
                return;
            }

            isOver = true;
            patience?.Dispose();
            if (problem is null)
            {
                BeginAgain(watch, culprits);
            }
            else
            {
                GiveUp(watch, $", and the control action 'restart' did not bring it back: {problem}");
            }
        }

        void AskUntilAnswered(bool isAlive)
        {
            if (isAlive)
            {
                End(null);
            }
            else if (!isOver)
            {
                watch.Ask(AskUntilAnswered);
            }
        }

        patience = _loop.After(_plan.Pixit.CaseTime, () => End("it did not answer after its restart"));
        var user = watch.Seat.Sut.UserFor(watch.Seat.Party, "restart");
        watch.Seat.Sut.Control.Perform("restart", new Dictionary<string, string> { ["user"] = user }, problem =>
        {
            if (problem is not null)
            {
                End(problem);
                return;
            }

            watch.Ask(AskUntilAnswered);
        });
    }

    /// <summary>The cases that met nobody run again: first, one at a time, those whose requests were before it when it fell silent.</summary>
    private void BeginAgain(SeatWatch watch, HashSet<Job> culprits)
    {
        var open = _tester.Signs.OpenSince(watch.Seat.Seat, null).Select(r => r.CaseId).Distinct().ToArray();
        _tester.Signs.Forget(watch.Seat.Seat);
        watch.Health = Health.Well;
        _notReset = null;
        var again = new List<Job>();
        foreach (var (job, result) in Take(watch))
        {
            _orphans.Remove(job);
            if (culprits.Contains(job))
            {
                Publish(result);
            }
            else
            {
                again.Add(Again(job));
            }
        }

        var suspects = again.Where(j => open.Contains(j.Case.Id)).OrderBy(j => Array.IndexOf(open, j.Case.Id)).Take(MostSuspects).ToArray();
        foreach (var job in suspects)
        {
            _suspects.Enqueue(job with { IsSuspect = true });
        }

        foreach (var job in again.Except(suspects))
        {
            Enqueue(job);
        }

        Continue();
    }

    /// <summary>Another seed gives other ids: what has been restarted may remember those that it has seen.</summary>
    private static Job Again(Job job) => job with { Settings = job.Settings with { Seed = unchecked(job.Settings.Seed + 1_000_003) }, IsSuspect = false };

    private void GiveUp(SeatWatch watch, string why)
    {
        watch.GiveUp(why);
        Release(watch);
        while (_suspects.TryDequeue(out var job))
        {
            Enqueue(job with { IsSuspect = false });
        }

        Continue();
    }

    private void Release(SeatWatch watch)
    {
        foreach (var (job, result) in Take(watch))
        {
            Publish(watch.Weigh(result, job.Case.Transport));
        }
    }

    private List<(Job Job, CaseResult Result)> Take(SeatWatch watch)
    {
        var taken = _held.Where(h => WatchOf(h.Job) == watch).ToList();
        _held.RemoveAll(h => WatchOf(h.Job) == watch);
        return taken;
    }

    private void Continue()
    {
        if (!_interrupted && !_outOfTime && _held.Count == 0 && _suspectsUnderWay == 0 && _suspects.TryDequeue(out var suspect))
        {
            Start(suspect);
            return;
        }

        StartNext();
    }

    /// <summary>The time of the run is over: every case gets a verdict, those that never began among them.</summary>
    private void OutOfTime()
    {
        if (_done.Task.IsCompleted || _interrupted)
        {
            return;
        }

        _outOfTime = true;
        var reason = $"the run was not over after {_plan.Deadline.TotalSeconds:0} s, its deadline";
        foreach (var run in _active.Keys.ToArray())
        {
            run.Abandon(reason);
        }

        foreach (var (job, result) in _held)
        {
            Publish(WatchOf(job).Weigh(result, job.Case.Transport));
        }

        _held.Clear();
        while (_suspects.TryDequeue(out var job) || _waiting.TryDequeue(out job) || _byTurns.TryDequeue(out job))
        {
            Publish(WatchOf(job).Missed(job.Case, reason));
        }

        _opening = 0;
        StopControl(reason);
        EndWhenIdle();
    }

    /// <summary>Publishes what no case says.</summary>
    private void Close()
    {
        foreach (var (_, result) in _held)
        {
            Publish(result);
        }

        _held.Clear();
        foreach (var obituary in _watches.Values.Select(w => w.Obituary()).OfType<CaseResult>())
        {
            Publish(obituary);
        }
    }

    /// <summary>A case that is to be run, or run again.</summary>
    /// <param name="IsSuspect">It may be what the system under test died of, and runs alone.</param>
    private sealed record Job(TestCase Case, CaseSettings Settings, bool IsSuspect);
}
