using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Conformance.Stack.Net;

/// <summary>A TCP or TLS connection. All that is sent during one turn of the loop goes out in one write.</summary>
internal sealed class SocketStream : IByteStream, IDisposable
{
    private const int KeptBuffer = 64 * 1024;

    // Timers and other sockets have their turn between so many octets: a peer that sends without end must not hold them up.
    private const int MaxPerTurn = 256 * 1024;

    // After our end was sent: time for the peer to take what is under way before the socket goes.
    private static readonly TimeSpan s_linger = TimeSpan.FromSeconds(2);

    private readonly SocketNetwork _network;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly SocketReader _reader;
    private readonly Action _flush;
    private byte[] _filling = [];
    private byte[] _writing = [];
    private int _filled;
    private int _inFlight;
    private bool _flushQueued;
    private bool _reading = true;
    private bool _closing;
    private bool _finSent;
    private bool _peerEnded;
    private bool _disposed;

    public SocketStream(SocketNetwork network, Socket socket, Stream stream, TransportKind kind)
    {
        (_network, _socket, _stream, Kind) = (network, socket, stream, kind);
        Local = EndPoint(() => socket.LocalEndPoint);
        Remote = EndPoint(() => socket.RemoteEndPoint);
        _reader = new SocketReader(stream, Remote, Deliver, network.Loop);
        _flush = Flush;
    }

    public IPEndPoint Local { get; }

    public IPEndPoint Remote { get; }

    public TransportKind Kind { get; }

    public bool IsOpen { get; private set; } = true;

    public int PendingBytes => _filled + _inFlight;

    public bool Reading
    {
        get => _reading;
        set
        {
            if (value && !_reading)
            {
                _network.Loop.Post(Deliver);
            }

            _reading = value;
        }
    }

    public Action<ReadOnlyMemory<byte>>? Received { get; set; }

    public Action<string?>? Closed { get; set; }

    public Action? Drained { get; set; }

    public void Start() => _reader.Start();

    public void Send(ReadOnlyMemory<byte> bytes)
    {
        if (!IsOpen || bytes.IsEmpty)
        {
            return;
        }

        if (PendingBytes + bytes.Length > _network.Options.MaxPendingBytes)
        {
            var pending = PendingBytes;
            _network.Loop.Post(() => Break($"{Remote} does not read: {pending} bytes are waiting"));
            return;
        }

        if (_filling.Length - _filled < bytes.Length)
        {
            Array.Resize(ref _filling, Math.Max(2 * _filling.Length, _filled + bytes.Length + 1024));
        }

        bytes.CopyTo(_filling.AsMemory(_filled));
        _filled += bytes.Length;
        QueueFlush();
    }

    public void Close()
    {
        if (IsOpen)
        {
            (IsOpen, _closing) = (false, true);
            _reader.Discard();
            QueueFlush();
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            (_disposed, IsOpen) = (true, false);
            _reader.Discard();
            _stream.Dispose();
            _network.Forget(this);
        }
    }

    private static IPEndPoint EndPoint(Func<EndPoint?> ask)
    {
        try
        {
            return ask() as IPEndPoint ?? new IPEndPoint(IPAddress.None, 0);
        }
        catch (SocketException)
        {
            // The peer has reset the connection since it was made: the first read says so.
            return new IPEndPoint(IPAddress.None, 0);
        }
    }

    private void QueueFlush()
    {
        if (!_flushQueued)
        {
            _flushQueued = true;
            _network.OwnLoop.AtEndOfTurn(_flush);
        }
    }

    private void Flush()
    {
        _flushQueued = false;
        if (_disposed || _inFlight > 0)
        {
            return;
        }

        if (_filled == 0)
        {
            if (_closing)
            {
                _ = FinishAsync();
            }

            return;
        }

        (_filling, _writing) = (_writing, _filling);
        (_inFlight, _filled) = (_filled, 0);
        var write = _stream.WriteAsync(_writing.AsMemory(0, _inFlight));
        if (write.IsCompletedSuccessfully)
        {
            write.GetAwaiter().GetResult();
            Written();
        }
        else
        {
            _ = AwaitAsync(write);
        }
    }

    private async Task AwaitAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
            _network.Loop.Post(Written);
        }
        catch (Exception fault) when (SocketFault.IsNetwork(fault))
        {
            _network.Loop.Post(() => Break(SocketFault.Describe(fault, Remote)));
        }
    }

    private void Written()
    {
        _inFlight = 0;
        if (_writing.Length > KeptBuffer)
        {
            _writing = [];
        }

        if (_filled > 0 || _closing)
        {
            QueueFlush();
        }
        else if (Drained is not null && IsOpen)
        {
            // Posted: a sender that answers with more must not keep the loop in this turn.
            _network.Loop.Post(() => Drained?.Invoke());
        }
    }

    // Our end of the stream goes out, and the socket stays until the peer's has come: closing it with unread bytes would reset the connection and take
    // away what we sent last.
    private async Task FinishAsync()
    {
        if (_finSent)
        {
            return;
        }

        _finSent = true;
        _network.Loop.After(s_linger, Dispose);
        try
        {
            if (_stream is SslStream tls)
            {
                await tls.ShutdownAsync().ConfigureAwait(false);
            }

            _socket.Shutdown(SocketShutdown.Send);
            if (_peerEnded)
            {
                _network.Loop.Post(Dispose);
            }
        }
        catch (Exception fault) when (SocketFault.IsNetwork(fault) || fault is InvalidOperationException)
        {
            // The peer was faster: gone already, so there is nothing to end in order.
            _network.Loop.Post(Dispose);
        }
    }

    private void Deliver()
    {
        var faulted = true;
        var left = MaxPerTurn;
        try
        {
            while (!_peerEnded && (_reading || !IsOpen) && left > 0 && _reader.TryTake(out var bytes, out _peerEnded))
            {
                left -= bytes.Length;
                if (_peerEnded)
                {
                    Ended();
                }
                else if (IsOpen)
                {
                    Received?.Invoke(bytes);
                }
            }

            faulted = false;
        }
        finally
        {
            if ((faulted || left <= 0) && !_peerEnded)
            {
                // Bytes may be waiting that nobody would call for: the handler threw, which the loop reports, or the turn was over.
                _network.Loop.Post(Deliver);
            }
        }
    }

    private void Ended()
    {
        if (_closing)
        {
            Dispose();
        }
        else if (_reader.EndReason is { } reason)
        {
            Break(reason);
        }
        else if (IsOpen)
        {
            // What is queued still goes to a peer that only stopped sending.
            (IsOpen, _closing) = (false, true);
            QueueFlush();
            Closed?.Invoke(null);
        }
    }

    private void Break(string reason)
    {
        var wasOpen = IsOpen;
        Dispose();
        if (wasOpen)
        {
            Closed?.Invoke(reason);
        }
    }
}
