using Conformance.Harness.Engine;

namespace Conformance.Harness.Running;

/// <content>
/// Cases that have one user, a telephone say, go one at a time; what a case changed about the user is undone before the next, which would else be judged
/// by it.
/// </content>
public sealed partial class SocketRun
{
    private readonly Queue<Job> _byTurns = new();
    private int _turnsTaken;

    // Why the user may not be as the next case needs it; null when it is.
    private string? _notReset;

    private bool NothingWaits => _waiting.Count == 0 && _byTurns.Count == 0;

    private bool SharesUser(Job job)
    {
        var (sut, party) = (_suts[job.Case.Assignment.Seat], job.Case.Assignment.Party);
        return sut.UserFor(party, "one") == sut.UserFor(party, "other");
    }

    private void Enqueue(Job job) => (SharesUser(job) ? _byTurns : _waiting).Enqueue(job);

    /// <summary>The next case that may begin now; null when all that are left wait for their turn.</summary>
    private Job? NextJob() => (_turnsTaken == 0 && _byTurns.TryDequeue(out var job)) || _waiting.TryDequeue(out job) ? job : null;

    private void TakeTurn(Job job) => _turnsTaken += SharesUser(job) ? 1 : 0;

    private void EndTurn(CaseRun run, Job job)
    {
        if (!SharesUser(job))
        {
            return;
        }

        if (!run.HasChangedUser)
        {
            PassTurn();
            return;
        }

        var (sut, party) = (_suts[job.Case.Assignment.Seat], job.Case.Assignment.Party);
        var restarts = _restarts;
        sut.Control.Perform(CaseRun.Reset, new Dictionary<string, string> { ["user"] = sut.UserFor(party, CaseRun.Reset) }, problem =>
        {
            // A restart undoes everything as well.
            _notReset = problem is null || restarts != _restarts ? null
                : $"the control action '{CaseRun.Reset}' failed after {job.Case.Id}, and the user that all cases share may not be as it was: {problem}";
            PassTurn();
        });
    }

    private void PassTurn()
    {
        _turnsTaken--;
        _loop.Post(() =>
        {
            StartNext();
            EndWhenIdle();
        });
    }
}
