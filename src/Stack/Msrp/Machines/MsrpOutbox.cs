using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp.Machines;

/// <summary>Octets to write, and the chunk that ended with them.</summary>
/// <param name="Bytes">Empty when there was nothing to say.</param>
/// <param name="Ended">Null while the chunk is still open.</param>
internal readonly record struct MsrpSlice(ReadOnlyMemory<byte> Bytes, EndedChunk? Ended);

/// <summary>A chunk that was written completely.</summary>
/// <param name="Transfer">Its message.</param>
/// <param name="Transaction">Its transaction id.</param>
/// <param name="Pieces">Its octets, in the pieces they were written in.</param>
internal sealed record EndedChunk(MsrpTransfer Transfer, string Transaction, IReadOnlyList<ReadOnlyMemory<byte>> Pieces);

/// <summary>
/// The messages a session has to send, and the slices they are written in. A chunk of up to 2048 octets is one slice; a longer one stays open from
/// slice to slice and is ended early as soon as another message waits, so that none holds up the others (RFC 4975 5.1, 7.1.1).
/// </summary>
internal sealed class MsrpOutbox(ChunkWriter writer, int sliceSize)
{
    private readonly LinkedList<MsrpTransfer> _ready = [];
    private MsrpTransfer? _open;
    private string _transaction = "";
    private int _end;
    private List<ReadOnlyMemory<byte>> _pieces = [];

    /// <summary>A chunk is partly written, so nothing else may be.</summary>
    public bool IsChunkOpen => _open is not null;

    /// <summary>There is something to write.</summary>
    public bool CanWrite => _open is not null || _ready.Count > 0;

    /// <summary>Queues a message, behind the others or before them.</summary>
    public void Add(MsrpTransfer transfer, bool first = false)
    {
        if (first)
        {
            _ready.AddFirst(transfer);
        }
        else
        {
            _ready.AddLast(transfer);
        }
    }

    /// <summary>Reacts to <see cref="MsrpTransfer.Interrupt"/>, <see cref="MsrpTransfer.Resume"/> and <see cref="MsrpTransfer.Abort"/>.</summary>
    public void WishChanged(MsrpTransfer transfer)
    {
        if (transfer == _open || transfer.IsOver)
        {
            return;
        }

        if (transfer.State == MsrpTransferState.Paused && (!transfer.WantsPause || transfer.WantsAbort))
        {
            transfer.State = transfer.OctetsSent > 0 ? MsrpTransferState.Sending : MsrpTransferState.Waiting;
            _ready.AddLast(transfer);
        }
        else if (transfer.State != MsrpTransferState.Paused && transfer.WantsPause && !transfer.WantsAbort && _ready.Remove(transfer))
        {
            transfer.State = MsrpTransferState.Paused;
        }
    }

    /// <summary>The next slice: of the open chunk, or of a new one.</summary>
    public MsrpSlice Next()
    {
        if (_open is null)
        {
            return Begin();
        }

        if (_open.WantsAbort)
        {
            return End(MsrpFlag.Aborted, []);
        }

        return _open.WantsPause || _ready.Count > 0 ? End(MsrpFlag.More, []) : Continue([]);
    }

    /// <summary>Ends the open chunk early; its message goes on later.</summary>
    public MsrpSlice Cut() => _open is null ? default : End(_open.WantsAbort ? MsrpFlag.Aborted : MsrpFlag.More, []);

    /// <summary>Ends the open chunk for good.</summary>
    public MsrpSlice GiveUp() => _open is null ? default : End(MsrpFlag.Aborted, []);

    private MsrpSlice Begin()
    {
        while (_ready.First?.Value is { } transfer)
        {
            _ready.RemoveFirst();
            if (transfer.WantsAbort)
            {
                var wasBegun = transfer.State != MsrpTransferState.Waiting;
                transfer.State = MsrpTransferState.Aborted;
                if (!wasBegun)
                {
                    continue;
                }

                var id = writer.NewTransaction(transfer);
                ReadOnlyMemory<byte> abort = writer.Abort(transfer, id);
                return new MsrpSlice(abort, new EndedChunk(transfer, id, [abort]));
            }

            _open = transfer;
            _pieces = [];
            _transaction = writer.NewTransaction(transfer);
            _end = ChunkWriter.EndOf(transfer, transfer.OctetsSent);
            transfer.State = MsrpTransferState.Sending;
            return Continue(writer.Head(transfer, _transaction, transfer.OctetsSent, _end));
        }

        return default;
    }

    private MsrpSlice Continue(ReadOnlySpan<byte> head)
    {
        var transfer = _open ?? throw new InvalidOperationException("No chunk is open.");
        var start = transfer.OctetsSent;
        var rest = _end - start;
        var isWhole = head.Length > 0 && rest <= ChunkWriter.LongestClosed;
        var count = isWhole ? rest : Math.Min(rest, sliceSize);
        transfer.OctetsSent += count;
        var octets = transfer.Body.Span.Slice(start, count);
        if (transfer.OctetsSent < _end)
        {
            byte[] piece = [.. head, .. octets];
            _pieces.Add(piece);
            return new MsrpSlice(piece, null);
        }

        return End(transfer.OctetsSent == transfer.Body.Length ? MsrpFlag.Last : MsrpFlag.More, [.. head, .. octets]);
    }

    private MsrpSlice End(MsrpFlag flag, ReadOnlySpan<byte> before)
    {
        var transfer = _open ?? throw new InvalidOperationException("No chunk is open.");
        byte[] bytes = [.. before, .. ChunkWriter.EndLine(_transaction, flag, afterBody: transfer.Outgoing.ContentType is not null)];
        _pieces.Add(bytes);
        _open = null;
        transfer.State = flag switch
        {
            MsrpFlag.Last => MsrpTransferState.Sent,
            MsrpFlag.Aborted => MsrpTransferState.Aborted,
            _ => transfer.WantsPause ? MsrpTransferState.Paused : MsrpTransferState.Sending,
        };
        if (transfer.State == MsrpTransferState.Sending)
        {
            _ready.AddLast(transfer);
        }

        return new MsrpSlice(bytes, new EndedChunk(transfer, _transaction, _pieces));
    }
}
