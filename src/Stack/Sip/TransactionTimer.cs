namespace Conformance.Stack.Sip;

/// <summary>The one loop timer of a transaction, moved as its machine's deadline moves.</summary>
internal sealed class TransactionTimer(IEventLoop loop, Action elapsed)
{
    private IDisposable? _pending;
    private DateTimeOffset _due;

    public void Set(DateTimeOffset? deadline)
    {
        if (deadline is not { } due)
        {
            Stop();
            return;
        }

        if (_pending is not null && due == _due)
        {
            return;
        }

        _pending?.Dispose();
        _due = due;
        _pending = loop.After(due - loop.Now, OnDue);
    }

    public void Stop()
    {
        _pending?.Dispose();
        _pending = null;
    }

    private void OnDue()
    {
        _pending = null;
        elapsed();
    }
}
