using System.Net;
using System.Net.Sockets;

namespace Conformance.Stack.Net;

/// <summary>A listening TCP port, with TLS, without, or with either by the first byte.</summary>
internal sealed class SocketListener : IStreamListener
{
    private const byte TlsHandshakeRecord = 0x16;

    private readonly SocketNetwork _network;
    private readonly Socket _socket;
    private readonly StreamSecurity _security;
    private readonly Action<IByteStream> _accepted;
    private volatile bool _closed;

    public SocketListener(SocketNetwork network, Socket socket, StreamSecurity security, Action<IByteStream> accepted)
    {
        (_network, _socket, _security, _accepted) = (network, socket, security, accepted);
        Local = (IPEndPoint?)socket.LocalEndPoint ?? throw new InvalidOperationException("The socket is not bound.");
        _ = Task.Run(AcceptAsync);
    }

    public IPEndPoint Local { get; }

    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            _socket.Dispose();
            _network.Forget(this);
        }
    }

    private async Task AcceptAsync()
    {
        while (!_closed)
        {
            try
            {
                Take(await _socket.AcceptAsync().ConfigureAwait(false));
            }
            catch (SocketException fault) when (!_closed)
            {
                // Out of file descriptors, or a peer gone before it was accepted. The pause keeps the former from eating a processor.
                _network.Loop.Post(() => throw new NetworkException(Local, $"accepting at {Local} failed: {fault.Message}", fault));
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System).ConfigureAwait(false);
            }
            catch (Exception fault) when (SocketFault.IsNetwork(fault))
            {
                return; // closed
            }
        }
    }

    private void Take(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            if (_security.Mode == StreamSecurityMode.None)
            {
                HandOverPlain(socket);
            }
            else
            {
                _ = NegotiateAsync(socket);
            }
        }
        catch (Exception fault) when (SocketFault.IsNetwork(fault))
        {
            socket.Dispose(); // the peer has reset it already; the next one is awaited
        }
    }

    private async Task NegotiateAsync(Socket socket)
    {
        try
        {
            using var patience = new CancellationTokenSource(_network.Options.HandshakeTimeout);
            if (_security.Settings.Approached is { } approached)
            {
                _network.Loop.Post(approached);
            }

            if (_security.Mode == StreamSecurityMode.Sniff)
            {
                var first = new byte[1];
                var length = await socket.ReceiveAsync(first, SocketFlags.Peek, patience.Token).ConfigureAwait(false);
                if (length == 0 || first[0] != TlsHandshakeRecord)
                {
                    HandOverPlain(socket);
                    return;
                }
            }

            var tls = await TlsHandshake.AsServerAsync(_network, socket, _security.Settings, patience.Token).ConfigureAwait(false);
            _network.Loop.Post(() => _network.HandOver(socket, tls, TransportKind.Tls, _accepted));
        }
        catch (Exception fault) when (SocketFault.IsNetwork(fault))
        {
            socket.Dispose(); // the peer's handshake failed; it knows
        }
    }

    private void HandOverPlain(Socket socket)
    {
        var plain = new NetworkStream(socket, ownsSocket: true);
        _network.Loop.Post(() => _network.HandOver(socket, plain, TransportKind.Tcp, _accepted));
    }
}
