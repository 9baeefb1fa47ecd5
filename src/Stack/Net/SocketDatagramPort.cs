using System.Net;
using System.Net.Sockets;

namespace Conformance.Stack.Net;

/// <summary>A UDP port. Datagrams read while the loop is busy reach it in one go.</summary>
internal sealed class SocketDatagramPort : IDatagramSocket
{
    // When this many wait for the loop we stop reading: the kernel's buffer takes the rest, and drops what is too much, as UDP may.
    private const int MaxWaiting = 16_384;

    // Small datagrams meet the limit above, large ones this: so many of 64 KiB would be a gigabyte.
    private const int MaxWaitingBytes = 32 * 1024 * 1024;

    // Timers and other sockets have their turn between so many: a flood on one port must not hold them up.
    private const int MaxPerTurn = 128;

    private readonly SocketNetwork _network;
    private readonly Socket _socket;
    private readonly Action<ReadOnlyMemory<byte>, IPEndPoint> _received;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _room = new(0);
    private List<(byte[] Bytes, IPEndPoint From)> _waiting = [];
    private List<(byte[] Bytes, IPEndPoint From)> _delivering = [];
    private int _waitingBytes;
    private bool _stalled;
    private bool _deliveryIsPosted;
    private int _next;
    private volatile bool _closed;

    public SocketDatagramPort(SocketNetwork network, Socket socket, Action<ReadOnlyMemory<byte>, IPEndPoint> received)
    {
        (_network, _socket, _received) = (network, socket, received);
        Local = (IPEndPoint?)socket.LocalEndPoint ?? throw new InvalidOperationException("The socket is not bound.");
        _ = Task.Run(ReadAsync);
    }

    public IPEndPoint Local { get; }

    public void Send(ReadOnlyMemory<byte> datagram, IPEndPoint remote, Action<string>? failed = null)
    {
        if (_closed)
        {
            _network.Loop.Post(() => failed?.Invoke("the port is closed"));
            return;
        }

        try
        {
            _socket.SendTo(datagram.Span, SocketFlags.None, remote);
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            // ArgumentException: an IPv6 destination from an IPv4 port, or the other way round.
            _network.Loop.Post(() => failed?.Invoke(SocketFault.Describe(fault, remote)));
        }
    }

    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            _socket.Dispose();
            _room.Release();
            _network.Forget(this);
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[ushort.MaxValue];
        var source = new SocketAddress(Local.AddressFamily);
        var (lastSource, last) = (new SocketAddress(Local.AddressFamily), Local);
        while (!_closed)
        {
            int length;
            try
            {
                length = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, source).ConfigureAwait(false);
            }
            catch (SocketException) when (!_closed)
            {
                // An ICMP error to something sent earlier: no datagram, and no reason to stop.
                continue;
            }
            catch (Exception fault) when (SocketFault.IsNetwork(fault))
            {
                return; // closed
            }

            if (!source.Equals(lastSource))
            {
                last = (IPEndPoint)Local.Create(source);
                source.Buffer.CopyTo(lastSource.Buffer);
                lastSource.Size = source.Size;
            }

            if (Enqueue(buffer.AsSpan(0, length).ToArray(), last))
            {
                await _room.WaitAsync().ConfigureAwait(false);
            }
        }
    }

    /// <returns>True when the caller must wait for room.</returns>
    private bool Enqueue(byte[] bytes, IPEndPoint from)
    {
        lock (_gate)
        {
            _waiting.Add((bytes, from));
            if (!_deliveryIsPosted)
            {
                _deliveryIsPosted = true;
                _network.Loop.Post(Deliver);
            }

            _waitingBytes += bytes.Length;
            return _stalled = _waiting.Count >= MaxWaiting || _waitingBytes >= MaxWaitingBytes;
        }
    }

    private void Deliver()
    {
        if (_next == _delivering.Count)
        {
            _delivering.Clear();
            _next = 0;
            lock (_gate)
            {
                (_waiting, _delivering) = (_delivering, _waiting);
                _waitingBytes = 0;
                if (_stalled)
                {
                    _stalled = false;
                    _room.Release();
                }
            }
        }

        try
        {
            // A handler may close the port, or throw: what comes behind is delivered all the same.
            for (var left = MaxPerTurn; left > 0 && _next < _delivering.Count && !_closed; left--)
            {
                var (bytes, from) = _delivering[_next];
                _delivering[_next++] = default;
                _received(bytes, from);
            }
        }
        finally
        {
            if (_next < _delivering.Count && !_closed)
            {
                _network.Loop.Post(Deliver);
            }
            else
            {
                Finished();
            }
        }
    }

    private void Finished()
    {
        _delivering.Clear();
        _next = 0;
        lock (_gate)
        {
            _deliveryIsPosted = _waiting.Count > 0;
            if (_deliveryIsPosted)
            {
                _network.Loop.Post(Deliver);
            }
        }
    }
}
