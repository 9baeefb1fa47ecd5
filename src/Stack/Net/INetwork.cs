using System.Net;

namespace Conformance.Stack.Net;

/// <summary>
/// Byte transports, over sockets or in memory. Called on <see cref="Loop"/>, and calls back on it.
/// Buffers handed to a callback are the receiver's to keep; buffers handed to a send must not change afterwards.
/// </summary>
public interface INetwork : IDisposable
{
    /// <summary>The loop all callbacks run on.</summary>
    IEventLoop Loop { get; }

    /// <summary>Opens a datagram port; port 0 takes any free one, reported by <see cref="IDatagramSocket.Local"/>.</summary>
    /// <exception cref="NetworkException">The port is taken, or the address is not ours.</exception>
    IDatagramSocket BindDatagram(IPEndPoint local, Action<ReadOnlyMemory<byte>, IPEndPoint> received);

    /// <summary>
    /// Accepts streams. <paramref name="accepted"/> must set the stream's handlers before it returns; under TLS it is called after the handshake.
    /// A peer that fails its handshake is dropped without a call.
    /// </summary>
    /// <exception cref="NetworkException">The port is taken, the address is not ours, or TLS is asked for without a certificate.</exception>
    IStreamListener Listen(IPEndPoint local, StreamSecurity security, Action<IByteStream> accepted);

    /// <summary>
    /// Opens a stream; exactly one of the callbacks follows, never before this call returned. <paramref name="connected"/> must set the stream's
    /// handlers before it returns.
    /// </summary>
    /// <param name="from">The local address to connect from; any when null.</param>
    void Connect(IPEndPoint remote, StreamSecurity security, Action<IByteStream> connected, Action<string> failed, IPAddress? from = null);
}
