using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp.Machines;

/// <summary>
/// The rules of one MSRP session without connection and clock: messages and the time go in; slices to write, and effects, come out.
/// </summary>
internal sealed class SessionMachine
{
    // A REPORT may come long after the message; this many of the latest messages are remembered for one.
    private const int RememberedMessages = 256;

    private readonly ChunkWriter _writer;
    private readonly IdSource _ids;
    private readonly MsrpOutbox _outbox;
    private readonly MsrpReassembly _reassembly;
    private readonly PendingChunks _pending;
    private readonly HashSet<MsrpTransfer> _unsettled = [];
    private readonly Dictionary<string, MsrpTransfer> _byMessageId = [];
    private readonly Queue<string> _messageIds = [];

    public SessionMachine(MsrpUri local, IdSource ids, MsrpSettings settings)
    {
        _ids = ids;
        _writer = new ChunkWriter(local, ids);
        _outbox = new MsrpOutbox(_writer, settings.SliceSize);
        _reassembly = new MsrpReassembly(settings.Limits, settings.OpenMessages);
        _pending = new PendingChunks(settings.ResponseTimeout);
    }

    /// <summary>The peer's path.</summary>
    public IReadOnlyList<MsrpUri> Remote
    {
        get => _writer.Remote;
        set => _writer.Remote = value;
    }

    /// <summary>Media types that earn no 415; null for all.</summary>
    public IReadOnlyList<string>? AcceptTypes { get; set; }

    /// <summary>When <see cref="Tick"/> has something to say.</summary>
    public DateTimeOffset? Deadline => _pending.Deadline;

    /// <summary>There is something to write.</summary>
    public bool CanWrite => _outbox.CanWrite;

    /// <summary>A chunk is partly written.</summary>
    public bool IsChunkOpen => _outbox.IsChunkOpen;

    /// <summary>Queues a message.</summary>
    public MsrpTransfer Queue(MsrpOutgoing outgoing, Action wishChanged, bool first = false)
    {
        var transfer = new MsrpTransfer(outgoing, outgoing.MessageId ?? _ids.MsrpMessageId(), changed =>
        {
            _outbox.WishChanged(changed);
            wishChanged();
        });
        _outbox.Add(transfer, first);
        _unsettled.Add(transfer);
        if (!_byMessageId.ContainsKey(transfer.MessageId))
        {
            _messageIds.Enqueue(transfer.MessageId);
        }

        _byMessageId[transfer.MessageId] = transfer;
        if (_messageIds.Count > RememberedMessages)
        {
            _byMessageId.Remove(_messageIds.Dequeue());
        }

        return transfer;
    }

    /// <summary>The chunks of a message that is not queued.</summary>
    public IReadOnlyList<MsrpMessage> Compose(MsrpOutgoing outgoing)
    {
        var chunks = new List<MsrpMessage>();
        var outbox = new MsrpOutbox(_writer, int.MaxValue);
        outbox.Add(new MsrpTransfer(outgoing, outgoing.MessageId ?? _ids.MsrpMessageId(), static _ => { }));
        while (outbox.CanWrite)
        {
            chunks.Add(MsrpMessage.Parse(outbox.Next().Bytes));
        }

        return chunks;
    }

    /// <summary>The next slice to write.</summary>
    public MsrpSlice Write(DateTimeOffset now, List<SessionEffect> effects) => Note(_outbox.Next(), now, effects);

    /// <summary>The end of the open chunk, so that something else can be written.</summary>
    public MsrpSlice Cut(DateTimeOffset now) => Note(_outbox.Cut(), now, []);

    /// <summary>The end of the open chunk and of its message.</summary>
    public MsrpSlice GiveUp(DateTimeOffset now) => Note(_outbox.GiveUp(), now, []);

    /// <summary>Takes a message whose To-Path names this session.</summary>
    public void Receive(MsrpMessage message, List<SessionEffect> effects)
    {
        switch (message)
        {
            case { IsResponse: true }:
                TakeResponse(message, effects);
                break;
            case { Method: "REPORT" }:
                TakeReport(message, effects);
                break;
            case { Method: "SEND" }:
                TakeSend(message, effects);
                break;
            default:
                effects.Add(new SessionEffect.Answer(message, 501, "unknown method"));
                break;
        }
    }

    /// <summary>Time has passed.</summary>
    public void Tick(DateTimeOffset now, List<SessionEffect> effects)
    {
        foreach (var transfer in _pending.TakeOverdue(now))
        {
            Fail(transfer, new MsrpFailure(MsrpFailureKind.Timeout, "no response in time"), effects);
        }
    }

    /// <summary>The session is over, and with it every message that is not settled.</summary>
    public void Lose(string reason, List<SessionEffect> effects)
    {
        foreach (var transfer in _unsettled.ToArray())
        {
            if (!transfer.IsOver || transfer.Unanswered > 0)
            {
                Fail(transfer, new MsrpFailure(MsrpFailureKind.Connection, reason), effects);
            }
        }

        _unsettled.Clear();
    }

    private MsrpSlice Note(MsrpSlice slice, DateTimeOffset now, List<SessionEffect> effects)
    {
        if (slice.Ended is { } ended)
        {
            _pending.Add(ended.Transaction, ended.Transfer, now);
            if (ended.Transfer.State == MsrpTransferState.Sent)
            {
                effects.Add(new SessionEffect.Sent(ended.Transfer));
            }

            Settle(ended.Transfer);
        }

        return slice;
    }

    private void TakeResponse(MsrpMessage response, List<SessionEffect> effects)
    {
        var transfer = _pending.Answer(response.TransactionId);
        if (transfer is null)
        {
            return;
        }

        if (response.StatusCode != 200)
        {
            var text = $"{response.StatusCode:D3} {response.Comment}".TrimEnd();
            Fail(transfer, new MsrpFailure(MsrpFailureKind.Response, $"answered {text}", response), effects);
            if (response.StatusCode is 481 or 506)
            {
                effects.Add(new SessionEffect.Over($"the peer answered {text}"));
            }
        }
        else if (transfer.IsAccepted)
        {
            effects.Add(new SessionEffect.Accepted(transfer));
        }

        Settle(transfer);
    }

    private void TakeReport(MsrpMessage report, List<SessionEffect> effects)
    {
        if (report.MessageId is not { } id || !_byMessageId.TryGetValue(id, out var transfer)
            || !MsrpStatus.TryParse(report.Status, out var status) || status.Namespace != 0)
        {
            // RFC 4975 7.3.2: about a message we do not know; a status of another namespace says nothing to us.
            return;
        }

        if (status.Code != 200)
        {
            Fail(transfer, new MsrpFailure(MsrpFailureKind.Report, $"reported {status}", report), effects);
        }
        else if (transfer.CoverByReport(report.ByteRange))
        {
            effects.Add(new SessionEffect.Delivered(transfer));
        }
    }

    private void TakeSend(MsrpMessage send, List<SessionEffect> effects)
    {
        if (Refusal(send) is { } refusal)
        {
            effects.Add(new SessionEffect.Answer(send, refusal.Status, refusal.Reason));
            return;
        }

        var assembly = _reassembly.Take(send, out var message);
        var (status, reason) = assembly switch
        {
            MsrpAssembly.TooLarge => (413, "message too large"),
            MsrpAssembly.TooMany => (413, "too many incomplete messages"),
            MsrpAssembly.BadRange => (400, "bad Byte-Range"),
            _ => (200, (string?)null),
        };
        effects.Add(new SessionEffect.Answer(send, status, reason));
        if (message is not null)
        {
            effects.Add(new SessionEffect.Deliver(message));
        }
        else if (assembly == MsrpAssembly.Aborted && send.MessageId is { } id)
        {
            effects.Add(new SessionEffect.PeerAborted(id));
        }
    }

    private (int Status, string Reason)? Refusal(MsrpMessage send)
    {
        if (string.IsNullOrEmpty(send.MessageId))
        {
            return (400, "no Message-ID");
        }

        if (!send.HasBody)
        {
            return null;
        }

        if (send.ContentType is not { } type)
        {
            return (400, "no usable Content-Type");
        }

        return AcceptTypes is null || MediaRanges.Match(AcceptTypes, type.Type, type.Subtype) ? null : (415, "media type not accepted");
    }

    private void Fail(MsrpTransfer transfer, MsrpFailure failure, List<SessionEffect> effects)
    {
        // A message with Failure-Report no has asked not to hear of this, and one that was given up has failed already.
        var isUnwanted = string.Equals(transfer.Outgoing.FailureReport, "no", StringComparison.OrdinalIgnoreCase)
            && failure.Kind is MsrpFailureKind.Response or MsrpFailureKind.Report;
        if (isUnwanted || transfer.State == MsrpTransferState.Aborted || !transfer.Fail(failure))
        {
            return;
        }

        if (!transfer.IsOver)
        {
            transfer.Abort();
        }

        effects.Add(new SessionEffect.Failed(transfer, failure));
    }

    private void Settle(MsrpTransfer transfer)
    {
        if (transfer.IsOver && transfer.Unanswered == 0)
        {
            _unsettled.Remove(transfer);
        }
    }
}
