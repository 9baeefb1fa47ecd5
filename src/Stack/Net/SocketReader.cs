using System.Net;

namespace Conformance.Stack.Net;

/// <summary>
/// Reads a stream on the thread pool and queues what it read for the loop: a bounded queue, so that a busy or pausing loop slows the peer down.
/// </summary>
internal sealed class SocketReader(Stream stream, IPEndPoint remote, Action readyOnLoop, IEventLoop loop)
{
    private const int FirstBuffer = 4 * 1024; // ten thousand idle connections are 40 MB
    private const int LargestBuffer = 64 * 1024;
    private const int MaxWaitingBytes = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _waiting = new();
    private readonly SemaphoreSlim _room = new(0);
    private int _waitingBytes;
    private bool _stalled;
    private bool _posted;
    private bool _ended;
    private volatile bool _discarding;

    /// <summary>Why the stream ended; null when in order. Valid once <see cref="TryTake"/> says so.</summary>
    public string? EndReason { get; private set; }

    public void Start() => _ = Task.Run(ReadAsync);

    /// <summary>Takes the next bytes; empty with <paramref name="ended"/> set at the end of the stream. On the loop.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> bytes, out bool ended)
    {
        lock (_gate)
        {
            _posted = false;
            ended = false;
            if (!_waiting.TryDequeue(out bytes))
            {
                ended = _ended;
                return ended;
            }

            _waitingBytes -= bytes.Length;
            if (_stalled && _waitingBytes <= MaxWaitingBytes / 2)
            {
                _stalled = false;
                _room.Release();
            }

            return true;
        }
    }

    /// <summary>From now on, reads only to learn of the end.</summary>
    public void Discard()
    {
        _discarding = true;
        while (TryTake(out _, out var ended) && !ended)
        {
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[FirstBuffer];
        string? reason = null;
        try
        {
            while (true)
            {
                var length = await stream.ReadAsync(buffer).ConfigureAwait(false);
                if (length == 0)
                {
                    break;
                }

                if (!_discarding && Enqueue(buffer.AsSpan(0, length).ToArray()))
                {
                    await _room.WaitAsync().ConfigureAwait(false);
                }

                if (length == buffer.Length && length < LargestBuffer)
                {
                    buffer = new byte[LargestBuffer];
                }
            }
        }
        catch (Exception fault) when (SocketFault.IsNetwork(fault))
        {
            reason = SocketFault.Describe(fault, remote);
        }

        lock (_gate)
        {
            (_ended, EndReason) = (true, reason);
        }

        loop.Post(readyOnLoop);
    }

    private bool Enqueue(byte[] bytes)
    {
        lock (_gate)
        {
            _waiting.Enqueue(bytes);
            _waitingBytes += bytes.Length;
            if (!_posted)
            {
                _posted = true;
                loop.Post(readyOnLoop);
            }

            return _stalled = _waitingBytes > MaxWaitingBytes;
        }
    }
}
