using System.Net;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.Harness.Replay;

/// <summary>A connection of a recording.</summary>
internal sealed class ReplayStream(IPEndPoint local, IPEndPoint remote, TransportKind kind) : IByteStream
{
    private readonly Queue<ReadOnlyMemory<byte>> _waiting = new();
    private bool _reading = true;

    public IPEndPoint Local { get; } = local;

    public IPEndPoint Remote { get; } = remote;

    public TransportKind Kind { get; } = kind;

    public bool IsOpen { get; private set; } = true;

    public int PendingBytes => 0;

    public bool Reading
    {
        get => _reading;
        set
        {
            _reading = value;
            Hand();
        }
    }

    public Action<ReadOnlyMemory<byte>>? Received { get; set; }

    public Action<string?>? Closed { get; set; }

    public Action? Drained { get; set; }

    public void Send(ReadOnlyMemory<byte> bytes)
    {
        // The recording knows what was answered.
    }

    public void Close() => IsOpen = false;

    internal void Arrive(ReadOnlyMemory<byte> bytes)
    {
        if (IsOpen)
        {
            _waiting.Enqueue(bytes);
            Hand();
        }
    }

    internal void Break(string? reason)
    {
        if (IsOpen)
        {
            IsOpen = false;
            Closed?.Invoke(reason);
        }
    }

    private void Hand()
    {
        while (_reading && IsOpen && _waiting.TryDequeue(out var bytes))
        {
            Received?.Invoke(bytes);
        }
    }
}
