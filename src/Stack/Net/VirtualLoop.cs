namespace Conformance.Stack.Net;

/// <summary>
/// A loop without a thread whose clock moves only when there is nothing left to do now: 32 seconds of timers pass in microseconds.
/// </summary>
public sealed class VirtualLoop(DateTimeOffset? start = null) : IEventLoop
{
    /// <summary>Where virtual time begins unless told otherwise.</summary>
    public static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public DateTimeOffset Now { get; } = start ?? Epoch;

    /// <summary>True when neither work nor a timer is waiting.</summary>
    public bool IsIdle => throw new NotImplementedException();

    /// <summary>Without a subscriber, the exception leaves the method that runs the loop instead.</summary>
    public event Action<Exception>? UnhandledFault { add { } remove { } }

    /// <inheritdoc/>
    public void Post(Action work) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IDisposable After(TimeSpan delay, Action work) => throw new NotImplementedException();

    /// <summary>Does one piece of work, moving the clock to the next timer if need be.</summary>
    /// <returns>False when idle.</returns>
    public bool Step() => throw new NotImplementedException();

    /// <summary>Runs until no work and no timer is left.</summary>
    /// <exception cref="InvalidOperationException">More than <paramref name="maxSteps"/> steps: something keeps rescheduling itself.</exception>
    public void RunUntilIdle(int maxSteps = 10_000_000) => throw new NotImplementedException();

    /// <summary>Runs until <paramref name="done"/> holds, the loop is idle, or the clock would pass <paramref name="limit"/> from now.</summary>
    /// <returns>Whether <paramref name="done"/> holds.</returns>
    public bool RunUntil(Func<bool> done, TimeSpan limit) => throw new NotImplementedException();

    /// <summary>Runs everything due within <paramref name="duration"/> and leaves the clock exactly that much later.</summary>
    public void RunFor(TimeSpan duration) => throw new NotImplementedException();
}
