namespace Conformance.Stack.Msrp.Machines;

/// <summary>Chunks that may still get a response, and when it is too late for those that must.</summary>
internal sealed class PendingChunks(TimeSpan? timeout)
{
    // A chunk that needs no response may still get an error (Failure-Report partial); it is remembered as long as one that does, by default.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, MsrpTransfer> _transfers = [];
    private readonly Queue<(string Transaction, DateTimeOffset Until)> _owed = [];
    private readonly Queue<(string Transaction, DateTimeOffset Until)> _optional = [];

    /// <summary>When the oldest response that is owed is overdue; null when none is owed.</summary>
    public DateTimeOffset? Deadline
    {
        get
        {
            Trim(_owed);
            return timeout is not null && _owed.TryPeek(out var oldest) ? oldest.Until : null;
        }
    }

    /// <summary>Notes a chunk whose last octet was written at <paramref name="now"/>.</summary>
    public void Add(string transaction, MsrpTransfer transfer, DateTimeOffset now)
    {
        Forget(now);
        _transfers[transaction] = transfer;
        if (transfer.Outgoing.WantsResponses)
        {
            transfer.Unanswered++;
            _owed.Enqueue((transaction, now + (timeout ?? Remembered)));
        }
        else
        {
            _optional.Enqueue((transaction, now + Remembered));
        }
    }

    /// <summary>The message a response belongs to; a second response to the same chunk belongs to none.</summary>
    public MsrpTransfer? Answer(string transaction)
    {
        if (_transfers.Remove(transaction, out var transfer) && transfer.Outgoing.WantsResponses)
        {
            transfer.Unanswered--;
        }

        return transfer;
    }

    /// <summary>Takes the messages whose response is overdue.</summary>
    public IReadOnlyList<MsrpTransfer> TakeOverdue(DateTimeOffset now)
    {
        var overdue = new List<MsrpTransfer>();
        while (Deadline <= now)
        {
            if (_transfers.Remove(_owed.Dequeue().Transaction, out var transfer))
            {
                overdue.Add(transfer);
            }
        }

        return overdue;
    }

    private void Trim(Queue<(string Transaction, DateTimeOffset Until)> queue)
    {
        while (queue.TryPeek(out var oldest) && !_transfers.ContainsKey(oldest.Transaction))
        {
            queue.Dequeue();
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (_optional.TryPeek(out var oldest) && oldest.Until <= now)
        {
            _transfers.Remove(_optional.Dequeue().Transaction);
        }
    }
}
