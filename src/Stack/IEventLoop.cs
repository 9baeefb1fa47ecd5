namespace Conformance.Stack;

/// <summary>
/// The single thread everything above the network runs on. Protocol code is called by the loop and calls nothing that blocks, so it needs no locks.
/// </summary>
public interface IEventLoop
{
    /// <summary>The loop's clock: real and monotonic on sockets, virtual in memory.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Queues <paramref name="work"/> behind what is already queued. The only member that may be called from any thread.</summary>
    void Post(Action work);

    /// <summary>Runs <paramref name="work"/> once, after <paramref name="delay"/>; equal due times run in the order they were asked for.</summary>
    /// <returns>Dispose it to cancel: the timer is removed at once, and disposing after it ran does nothing.</returns>
    IDisposable After(TimeSpan delay, Action work);

    /// <summary>
    /// An exception that escaped a handler. The loop goes on with the next piece of work: one faulty case must not take a run down.
    /// </summary>
    event Action<Exception>? UnhandledFault;
}
