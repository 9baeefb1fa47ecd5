using System.Net;

namespace Conformance.Stack.Net;

/// <summary>One end of a stream in memory. What is sent arrives at the peer in order, each piece after the link's delay.</summary>
internal sealed class VirtualStream : IByteStream
{
    private readonly VirtualNetwork _network;
    private readonly bool _initiator;
    private readonly Queue<ReadOnlyMemory<byte>?> _inbox = new();
    private DateTimeOffset _lastArrival;
    private long _sent;
    private bool _reading = true;
    private bool _delivering;
    private bool _vanished;

    private VirtualStream(VirtualNetwork network, IPEndPoint local, IPEndPoint remote, TransportKind kind, bool initiator)
    {
        (_network, Local, Remote, Kind, _initiator) = (network, local, remote, kind, initiator);
        Peer = this;
    }

    public VirtualStream Peer { get; private set; }

    public IPEndPoint Local { get; }

    public IPEndPoint Remote { get; }

    public TransportKind Kind { get; }

    public bool IsOpen { get; private set; } = true;

    public int PendingBytes { get; private set; }

    public bool Reading
    {
        get => _reading;
        set
        {
            _reading = value;
            if (value)
            {
                _network.Loop.Post(Deliver);
            }
        }
    }

    public Action<ReadOnlyMemory<byte>>? Received { get; set; }

    public Action<string?>? Closed { get; set; }

    public Action? Drained { get; set; }

    public static (VirtualStream Initiator, VirtualStream Acceptor) Pair(VirtualNetwork network, IPEndPoint from, IPEndPoint to, TransportKind kind)
    {
        var initiator = new VirtualStream(network, from, to, kind, initiator: true);
        var acceptor = new VirtualStream(network, to, from, kind, initiator: false);
        (initiator.Peer, acceptor.Peer) = (acceptor, initiator);
        return (initiator, acceptor);
    }

    public void Send(ReadOnlyMemory<byte> bytes)
    {
        if (!IsOpen || bytes.IsEmpty)
        {
            return;
        }

        if (PendingBytes + bytes.Length > _network.MaxPendingBytes)
        {
            _network.Loop.Post(() => Break($"{Remote} does not read: {PendingBytes} bytes are waiting"));
            _network.Loop.Post(() => Peer.Break("connection reset"));
            return;
        }

        var (cutAfter, segment) = _network.StreamLimits(Local, Remote);
        var cut = _sent + bytes.Length >= cutAfter;
        if (cut)
        {
            bytes = bytes[..(int)Math.Max(cutAfter - _sent, 0)];
        }

        _sent += bytes.Length;
        PendingBytes += bytes.Length;
        for (var at = 0; at < bytes.Length; at += segment)
        {
            var piece = bytes.Slice(at, Math.Min(segment, bytes.Length - at));
            AtArrival(() => Peer.Arrive(piece));
        }

        if (cut)
        {
            IsOpen = false;
            AtArrival(() =>
            {
                Peer.Break("connection reset");
                _network.Loop.After(_network.StreamDelay(Remote, Local), () => Break("connection reset"));
            });
        }
    }

    public void Close()
    {
        if (IsOpen)
        {
            IsOpen = false;
            Vanish();
            AtArrival(() => Peer.Arrive(null));
        }
    }

    public void Break(string reason)
    {
        if (!_vanished)
        {
            Vanish();
            Closed?.Invoke(reason);
        }
    }

    /// <summary>Ends without a word to anyone.</summary>
    public void Vanish()
    {
        IsOpen = false;
        _vanished = true;
        _inbox.Clear();
        if (_initiator)
        {
            _network.Forget(this);
        }
    }

    private void AtArrival(Action work)
    {
        var now = _network.Loop.Now;
        var arrival = now + _network.StreamDelay(Local, Remote);
        _lastArrival = arrival > _lastArrival ? arrival : _lastArrival;
        _network.Loop.After(_lastArrival - now, work);
    }

    // Null is the end of the stream.
    private void Arrive(ReadOnlyMemory<byte>? piece)
    {
        if (_vanished)
        {
            // Nobody reads any more; the sender's bytes are gone, not waiting.
            Peer.Taken(piece?.Length ?? 0);
            return;
        }

        _inbox.Enqueue(piece);
        Deliver();
    }

    private void Deliver()
    {
        if (_delivering)
        {
            return;
        }

        _delivering = true;
        try
        {
            while (_reading && _inbox.TryDequeue(out var piece))
            {
                if (piece is not { } bytes)
                {
                    Vanish();
                    Closed?.Invoke(null);
                    return;
                }

                Peer.Taken(bytes.Length);
                Received?.Invoke(bytes);
            }
        }
        finally
        {
            _delivering = false;
        }
    }

    private void Taken(int count)
    {
        PendingBytes -= count;
        if (PendingBytes == 0 && count > 0 && IsOpen)
        {
            _network.Loop.Post(() => Drained?.Invoke());
        }
    }
}
