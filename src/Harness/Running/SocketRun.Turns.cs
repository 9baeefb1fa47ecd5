using Conformance.Harness.Engine;

namespace Conformance.Harness.Running;

/// <content>
/// Where all cases have one user, a telephone say, those that would disturb others come last, one at a time, and what they changed about it is undone before
/// the next, which would else be judged by it.
/// </content>
public sealed partial class SocketRun
{
    private readonly Queue<Job> _byTurns = new();
    private int _sharing;
    private bool _turnIsTaken;

    // Why the user may not be as the next case needs it; null when it is.
    private string? _notReset;

    private bool NothingWaits => _waiting.Count == 0 && _byTurns.Count == 0;

    private bool SharesUser(Job job) => _suts[job.Case.Assignment.Seat].SharesUser(job.Case.Assignment.Party, "nonce");

    private bool NeedsTurn(Job job) => SharesUser(job) && CaseRun.WantsUserAlone(job.Case);

    private void Enqueue(Job job) => (NeedsTurn(job) ? _byTurns : _waiting).Enqueue(job);

    /// <summary>The next case that may begin now; null when all that are left wait for others to end.</summary>
    private Job? NextJob()
    {
        if (_waiting.TryPeek(out var next) && !(_turnIsTaken && SharesUser(next)))
        {
            return _waiting.Dequeue();
        }

        return _sharing == 0 && _byTurns.TryDequeue(out var job) ? job : null;
    }

    private void BeginTurn(Job job)
    {
        _sharing += SharesUser(job) ? 1 : 0;
        _turnIsTaken |= NeedsTurn(job);
    }

    private void EndTurn(CaseRun run, Job job)
    {
        if (!SharesUser(job))
        {
            return;
        }

        var (sut, party) = (_suts[job.Case.Assignment.Seat], job.Case.Assignment.Party);
        if (!run.HasChangedUser)
        {
            PassTurn(sut);
            return;
        }

        var restarts = _restarts;
        sut.Control.Perform(CaseRun.Reset, new Dictionary<string, string> { ["user"] = sut.UserFor(party, CaseRun.Reset) }, problem =>
        {
            // A restart undoes everything as well.
            _notReset = problem is null || restarts != _restarts ? null
                : $"the control action '{CaseRun.Reset}' failed after {job.Case.Id}, and the user that all cases share may not be as it was: {problem}";
            PassTurn(sut);
        });
    }

    /// <summary>What the user saw may be told a moment after the messages; it is not the sight of the next case.</summary>
    private void PassTurn(ISut sut)
    {
        _loop.After(sut.Control.ReportsSights && !_interrupted ? _plan.Pixit.Grace : TimeSpan.Zero, () =>
        {
            _sharing--;
            _turnIsTaken &= _sharing > 0;
            StartNext();
            EndWhenIdle();
        });
    }
}
