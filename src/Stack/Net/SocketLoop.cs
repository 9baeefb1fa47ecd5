namespace Conformance.Stack.Net;

/// <summary>A loop on a thread of its own, with timers good to about a millisecond.</summary>
public sealed class SocketLoop : IEventLoop, IDisposable
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _startedAt;
    private readonly long _startStamp;
    private readonly TimerQueue _timers = new();
    private readonly List<Action> _endOfTurn = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private List<Action> _queue = [];
    private List<Action> _batch = [];
    private bool _stopping;

    /// <summary>Starts the thread.</summary>
    public SocketLoop(string name = "conformance-loop", TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _startedAt = _time.GetUtcNow();
        _startStamp = _time.GetTimestamp();
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc/>
    public event Action<Exception>? UnhandledFault;

    /// <summary>The wall clock at the start plus the monotonic time since: never runs backwards.</summary>
    public DateTimeOffset Now => _startedAt + _time.GetElapsedTime(_startStamp);

    /// <summary>True on the loop's own thread.</summary>
    public bool IsCurrent => Thread.CurrentThread == _thread;

    /// <summary>The first exception that escaped a handler, whether or not anyone was subscribed.</summary>
    public Exception? FirstFault { get; private set; }

    /// <summary>Dropped silently once the loop has ended.</summary>
    /// <inheritdoc/>
    public void Post(Action work)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return;
            }

            _queue.Add(work);
            if (_queue.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Not called on the loop.</exception>
    public IDisposable After(TimeSpan delay, Action work)
    {
        Demand();
        return _timers.Add(Now + delay, work);
    }

    /// <summary>Runs <paramref name="work"/> on the loop and completes with its result, or its exception. For callers outside the loop.</summary>
    /// <exception cref="ObjectDisposedException">The loop ended before it came to that.</exception>
    public async Task<T> InvokeAsync<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                result.SetResult(work());
            }
            catch (Exception fault) // belongs to the caller, who awaits it
            {
                result.SetException(fault);
            }
        });
        await Task.WhenAny(result.Task, _ended.Task).ConfigureAwait(false);
        ObjectDisposedException.ThrowIf(!result.Task.IsCompleted, this);
        return await result.Task.ConfigureAwait(false);
    }

    /// <inheritdoc cref="InvokeAsync{T}"/>
    public Task InvokeAsync(Action work) => InvokeAsync(() =>
    {
        work();
        return true;
    });

    /// <summary>Ends the thread after the work in hand; queued work and timers are dropped. Waits for it unless called on the loop itself.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        if (!IsCurrent)
        {
            _thread.Join();
        }
    }

    /// <summary>Runs <paramref name="work"/> after all that is queued for this turn: one write to a socket instead of many.</summary>
    internal void AtEndOfTurn(Action work) => _endOfTurn.Add(work);

    /// <summary>Runs <paramref name="work"/> on the loop and waits; on the spot when this is the loop, or when it has ended.</summary>
    internal void Invoke(Action work)
    {
        if (IsCurrent || _ended.Task.IsCompleted)
        {
            work();
            return;
        }

        try
        {
            InvokeAsync(work).GetAwaiter().GetResult();
        }
        catch (ObjectDisposedException)
        {
            // The loop ended first, so nothing runs on it any more.
            work();
        }
    }

    /// <exception cref="InvalidOperationException">Not called on the loop.</exception>
    internal void Demand()
    {
        if (!IsCurrent)
        {
            throw new InvalidOperationException($"Only the thread of {_thread.Name} may do this; go through {nameof(Post)} or {nameof(InvokeAsync)}.");
        }
    }

    private void Run()
    {
        while (NextBatch())
        {
            foreach (var work in _batch)
            {
                Execute(work);
            }

            _batch.Clear();
            var now = Now;
            while (_timers.TakeDue(now) is { } work)
            {
                Execute(work);
            }

            for (var i = 0; i < _endOfTurn.Count; i++)
            {
                Execute(_endOfTurn[i]);
            }

            _endOfTurn.Clear();
        }

        _ended.SetResult();
    }

    private bool NextBatch()
    {
        lock (_gate)
        {
            while (_queue.Count == 0 && !_stopping)
            {
                if (_timers.NextDue is not { } due)
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                var wait = due - Now;
                if (wait <= TimeSpan.Zero)
                {
                    break;
                }

                Monitor.Wait(_gate, (int)Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue));
            }

            (_queue, _batch) = (_batch, _queue);
            return !_stopping;
        }
    }

    private void Execute(Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault) // whatever a handler throws is that handler's fault, never the loop's end
        {
            FirstFault ??= fault;
            UnhandledFault?.Invoke(fault);
        }
    }
}
