using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.Harness.Running;

/// <content>
/// Blame control: what failed against a system somewhere else is run once more, on the same sockets, against an implementation that is known to
/// conform. Where that one fails too, the harness or its host is at fault and nobody else is blamed.
/// </content>
public sealed partial class SocketRun
{
    // Other users and ids than in the run itself, so that late messages of that find no place here.
    private const ulong SeedOfTrials = 2_000_003;

    private readonly Dictionary<Seat, ISut> _conformant = [];
    private readonly Queue<TestCase> _trials = new();
    private readonly HashSet<CaseRun> _onTrial = [];
    private bool _wasControlled;

    /// <summary>An implementation that conforms, to run failing cases against; null for no blame control. What it says is not part of the journal.</summary>
    public ISutSource? BlameControl { get; set; }

    /// <summary>The values for its cases, where they are not those of the run: an implementation of ours knows accounts that the SUT file does not name.</summary>
    public Pixit? BlamePixit { get; set; }

    /// <summary>Begins the control when there is something to control and it has not been done.</summary>
    /// <returns>True when it is under way.</returns>
    private bool ControlsBlame()
    {
        if (BlameControl is not { } control || _interrupted || _outOfTime)
        {
            return false;
        }

        if (!_wasControlled)
        {
            _wasControlled = true;
            var failed = _results.Where(r => r.Verdict is Verdict.Fail).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
            TestCase[] cases = [.. _plan.Cases.Where(c => failed.Contains(c.Id))];
            if (cases.Length > 0)
            {
                _tester.Journal = null;
                _network.CipherTap = null;
                foreach (var seat in cases.Select(c => c.Assignment.Seat).Distinct())
                {
                    _conformant[seat] = control.Start(seat, null, _loop, new IdSource(_plan.Seed).Child("blame").Child(seat.Name).Next());
                }

                foreach (var @case in cases)
                {
                    _trials.Enqueue(@case);
                }

                _loop.Post(TryNext);
            }
        }

        return _trials.Count > 0 || _onTrial.Count > 0;
    }

    private void TryNext()
    {
        if (_onTrial.Count >= _plan.Concurrency || !_trials.TryDequeue(out var @case))
        {
            return;
        }

        CaseRun? trial = null;
        var settings = _plan.CaseSettings with { Seed = unchecked(_plan.Seed + SeedOfTrials) };
        settings = settings with { Pixit = BlamePixit ?? settings.Pixit };
        trial = new CaseRun(@case, _tester, _conformant[@case.Assignment.Seat], settings, result => OnTried(trial, result), _judges.Judge);
        _onTrial.Add(trial);
        trial.Start();
        Pace(TryNext);
    }

    private void OnTried(CaseRun? trial, CaseResult control)
    {
        if (trial is not null)
        {
            _onTrial.Remove(trial);
        }

        if (control.Verdict is Verdict.Fail or Verdict.Error && !_interrupted && !_outOfTime)
        {
            for (var i = 0; i < _results.Count; i++)
            {
                if (_results[i].Id == control.Id && _results[i].Verdict is Verdict.Fail)
                {
                    _results[i] = Absolved(_results[i], control);

                    // The judgement is the run's and belongs to its story; the messages of the trial do not.
                    _tester.Journal = Journal;
                    _tester.Note(new CaseEnded(0, _loop.Now, _results[i], ByTheRun: true));
                    _tester.Journal = null;
                }
            }
        }

        _loop.Post(TryNext);
        EndWhenIdle();
    }

    /// <summary>Nothing that was found in the case counts any more; it stays as what was seen.</summary>
    private CaseResult Absolved(CaseResult suspect, CaseResult control)
    {
        var same = control.Findings.FirstOrDefault();
        return suspect with
        {
            Verdict = Verdict.Error,
            Warned = false,
            Findings =
            [
                new Finding
                {
                    Severity = Ledger.Severity.Fail,
                    Kind = FindingKind.Harness,
                    Message = $"{BlameControl?.Name} fails this case on the same sockets too, so it says nothing about {suspect.SutParty}: {same?.Message ?? control.Reason}",
                    Expected = $"{BlameControl?.Name} to pass",
                    Observed = same?.Observed,
                },
                .. suspect.Findings.Select(f => f with { Severity = Ledger.Severity.Finding }),
            ],
        };
    }

    /// <summary>Ends the control as it stands.</summary>
    private void StopControl(string reason)
    {
        _trials.Clear();
        foreach (var trial in _onTrial.ToArray())
        {
            trial.Abandon(reason);
        }
    }
}
