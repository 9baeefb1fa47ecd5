namespace Conformance.Stack.Net;

/// <summary>
/// A loop without a thread whose clock moves only when there is nothing left to do now: 32 seconds of timers pass in microseconds.
/// </summary>
public sealed class VirtualLoop(DateTimeOffset? start = null) : IEventLoop
{
    /// <summary>Where virtual time begins unless told otherwise.</summary>
    public static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Queue<Action> _ready = new();
    private readonly TimerQueue _timers = new();

    /// <inheritdoc/>
    public DateTimeOffset Now { get; private set; } = start ?? Epoch;

    /// <summary>True when neither work nor a timer is waiting.</summary>
    public bool IsIdle => _ready.Count == 0 && _timers.Count == 0;

    /// <summary>When the next piece of work is due; null when idle.</summary>
    public DateTimeOffset? NextDue => _ready.Count > 0 ? Now : _timers.NextDue;

    /// <summary>Without a subscriber, the exception leaves the method that runs the loop instead.</summary>
    public event Action<Exception>? UnhandledFault;

    /// <summary>Here too it is for the thread that runs the loop; nothing else exists in virtual time.</summary>
    public void Post(Action work) => _ready.Enqueue(work);

    /// <inheritdoc/>
    public IDisposable After(TimeSpan delay, Action work) => _timers.Add(delay > TimeSpan.Zero ? Now + delay : Now, work);

    /// <summary>Does one piece of work, moving the clock to the next timer if need be.</summary>
    /// <returns>False when idle.</returns>
    public bool Step()
    {
        if (!_ready.TryDequeue(out var work))
        {
            if (_timers.NextDue is not { } due)
            {
                return false;
            }

            Now = due > Now ? due : Now;
            work = _timers.TakeDue(Now);
        }

        Execute(work);
        return true;
    }

    /// <summary>Runs until no work and no timer is left.</summary>
    /// <exception cref="InvalidOperationException">More than <paramref name="maxSteps"/> steps: something keeps rescheduling itself.</exception>
    public void RunUntilIdle(int maxSteps = 10_000_000)
    {
        for (var steps = 0; Step(); steps++)
        {
            if (steps >= maxSteps)
            {
                throw new InvalidOperationException($"The loop is not idle after {maxSteps} steps, at {Now:O}: something keeps rescheduling itself.");
            }
        }
    }

    /// <summary>Runs until <paramref name="done"/> holds, the loop is idle, or the clock would pass <paramref name="limit"/> from now.</summary>
    /// <returns>Whether <paramref name="done"/> holds. When it does not, the clock stands at the limit.</returns>
    public bool RunUntil(Func<bool> done, TimeSpan limit)
    {
        var end = Now + limit;
        while (!done())
        {
            if (NextDue is not { } due || due > end)
            {
                Now = end;
                return false;
            }

            Step();
        }

        return true;
    }

    /// <summary>Runs everything due within <paramref name="duration"/> and leaves the clock exactly that much later.</summary>
    public void RunFor(TimeSpan duration) => RunUntil(static () => false, duration);

    private void Execute(Action? work)
    {
        if (UnhandledFault is not { } report)
        {
            work?.Invoke();
            return;
        }

        try
        {
            work?.Invoke();
        }
        catch (Exception fault) // whatever a handler throws is that handler's fault, never the loop's end
        {
            report(fault);
        }
    }
}
