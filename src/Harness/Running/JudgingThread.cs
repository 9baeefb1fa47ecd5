using System.Collections.Concurrent;

namespace Conformance.Harness.Running;

/// <summary>
/// Judges ended cases beside the loop. Hundreds of rules over a long trace take milliseconds, and cases tend to end together: on the loop
/// they would keep messages of other cases waiting, and what waits looks late.
/// </summary>
internal sealed class JudgingThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    internal JudgingThread()
    {
        _thread = new Thread(Run) { Name = "judge", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Takes work; it is done in the order in which it comes, and must not throw.</summary>
    internal void Judge(Action work) => _work.Add(work);

    /// <summary>Ends the thread after the work in hand.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
