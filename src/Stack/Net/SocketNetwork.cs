using System.Net;
using System.Net.Sockets;

namespace Conformance.Stack.Net;

/// <summary>Real UDP, TCP and TLS. Completions are posted to the loop.</summary>
public sealed class SocketNetwork(SocketLoop loop, SocketOptions? options = null) : INetwork
{
    // Touched on the loop only.
    private readonly HashSet<IDisposable> _open = [];
    private bool _disposed;
    private volatile ICipherTap? _cipherTap;

    /// <summary>Buffer sizes and limits.</summary>
    public SocketOptions Options { get; } = options ?? new SocketOptions();

    /// <summary>Sees what TLS connections put on the wire, of those that are made from here on; null for nobody. May be set from any thread.</summary>
    public ICipherTap? CipherTap
    {
        get => _cipherTap;
        set => _cipherTap = value;
    }

    /// <inheritdoc/>
    public IEventLoop Loop => OwnLoop;

    internal SocketLoop OwnLoop { get; } = loop;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Not called on the loop.</exception>
    public IDatagramSocket BindDatagram(IPEndPoint local, Action<ReadOnlyMemory<byte>, IPEndPoint> received)
    {
        Demand();
        var socket = Bind(local, SocketType.Dgram, ProtocolType.Udp, "udp");
        socket.ReceiveBufferSize = Options.UdpReceiveBuffer;
        socket.SendBufferSize = Options.UdpReceiveBuffer;
        var port = new SocketDatagramPort(this, socket, received);
        _open.Add(port);
        return port;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Not called on the loop.</exception>
    public IStreamListener Listen(IPEndPoint local, StreamSecurity security, Action<IByteStream> accepted)
    {
        Demand();
        if (security.Mode != StreamSecurityMode.None && security.Settings.Certificate is not { HasPrivateKey: true })
        {
            throw new NetworkException(local, $"a TLS port at {local} needs a certificate with its private key");
        }

        var socket = Bind(local, SocketType.Stream, ProtocolType.Tcp, "tcp");
        try
        {
            socket.Listen(Options.Backlog);
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw SocketFault.ToBind(local, "tcp", fault);
        }

        var listener = new SocketListener(this, socket, security, accepted);
        _open.Add(listener);
        return listener;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Not called on the loop.</exception>
    public void Connect(IPEndPoint remote, StreamSecurity security, Action<IByteStream> connected, Action<string> failed, IPAddress? from = null)
    {
        Demand();
        _ = Task.Run(() => ConnectAsync(remote, security, connected, failed, from));
    }

    /// <summary>Closes every port and stream this network opened. May be called from any thread.</summary>
    public void Dispose() => OwnLoop.Invoke(() =>
    {
        _disposed = true;
        foreach (var open in _open.ToList())
        {
            open.Dispose();
        }

        _open.Clear();
    });

    internal void Forget(IDisposable closed) => _open.Remove(closed);

    /// <summary>Hands a connected stream to its user and starts reading; on the loop.</summary>
    internal void HandOver(Socket socket, Stream stream, TransportKind kind, Action<IByteStream> user)
    {
        if (_disposed)
        {
            stream.Dispose();
            return;
        }

        var connection = new SocketStream(this, socket, stream, kind);
        _open.Add(connection);
        try
        {
            user(connection);
        }
        catch
        {
            // Without its handlers nobody would ever close it.
            connection.Dispose();
            throw;
        }

        connection.Start();
    }

    private static Socket Bind(IPEndPoint local, SocketType type, ProtocolType protocol, string name)
    {
        var socket = new Socket(local.AddressFamily, type, protocol);
        try
        {
            socket.Bind(local);
            return socket;
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw SocketFault.ToBind(local, name, fault);
        }
    }

    private async Task ConnectAsync(
        IPEndPoint remote, StreamSecurity security, Action<IByteStream> connected, Action<string> failed, IPAddress? from)
    {
        var socket = new Socket(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (from is not null)
            {
                socket.Bind(new IPEndPoint(from, 0));
            }

            using (var timeout = new CancellationTokenSource(Options.ConnectTimeout))
            {
                await socket.ConnectAsync(remote, timeout.Token).ConfigureAwait(false);
            }

            if (security.Mode == StreamSecurityMode.None)
            {
                var plain = new NetworkStream(socket, ownsSocket: true);
                Loop.Post(() => HandOver(socket, plain, TransportKind.Tcp, connected));
                return;
            }

            using var patience = new CancellationTokenSource(Options.HandshakeTimeout);
            var tls = await TlsHandshake.AsClientAsync(this, socket, remote, security.Settings, patience.Token).ConfigureAwait(false);
            Loop.Post(() => HandOver(socket, tls, TransportKind.Tls, connected));
        }
        catch (Exception fault) when (SocketFault.IsNetwork(fault))
        {
            socket.Dispose();
            Loop.Post(() => failed(SocketFault.Describe(fault, remote)));
        }
        catch (Exception fault) // not the network's: the user still needs an end, and the loop's owner the cause
        {
            socket.Dispose();
            Loop.Post(() => failed($"{remote}: {fault.Message}"));
            Loop.Post(() => throw new NetworkException(remote, $"connecting to {remote} failed unexpectedly", fault));
        }
    }

    private void Demand()
    {
        OwnLoop.Demand();
        ObjectDisposedException.ThrowIf(_disposed, this);
    }
}
