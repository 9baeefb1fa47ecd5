namespace Conformance.Stack.Net;

/// <summary>A loop on a thread of its own, with timers good to about a millisecond.</summary>
public sealed class SocketLoop(string name = "conformance-loop", TimeProvider? time = null) : IEventLoop, IDisposable
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The thread's name, for debuggers.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>True on the loop's own thread.</summary>
    public bool IsCurrent => throw new NotImplementedException();

    /// <summary>The first exception that escaped a handler, whether or not anyone was subscribed.</summary>
    public Exception? FirstFault => throw new NotImplementedException();

    /// <inheritdoc/>
    public event Action<Exception>? UnhandledFault { add { } remove { } }

    /// <inheritdoc/>
    public void Post(Action work) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IDisposable After(TimeSpan delay, Action work) => throw new NotImplementedException();

    /// <summary>Runs <paramref name="work"/> on the loop and completes with its result, or its exception. For callers outside the loop.</summary>
    public Task<T> InvokeAsync<T>(Func<T> work) => throw new NotImplementedException();

    /// <inheritdoc cref="InvokeAsync{T}"/>
    public Task InvokeAsync(Action work) => throw new NotImplementedException();

    /// <summary>Ends the thread after the work in hand; queued work and timers are dropped. Waits for it unless called on the loop itself.</summary>
    public void Dispose()
    {
    }
}
