using System.Net;

namespace Conformance.Stack.Net;

/// <summary>Real UDP, TCP and TLS. Completions are posted to the loop.</summary>
public sealed class SocketNetwork(SocketLoop loop, SocketOptions? options = null) : INetwork
{
    /// <summary>Buffer sizes and limits.</summary>
    public SocketOptions Options { get; } = options ?? new SocketOptions();

    /// <inheritdoc/>
    public IEventLoop Loop { get; } = loop;

    /// <inheritdoc/>
    public IDatagramSocket BindDatagram(IPEndPoint local, Action<ReadOnlyMemory<byte>, IPEndPoint> received) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IStreamListener Listen(IPEndPoint local, StreamSecurity security, Action<IByteStream> accepted) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Connect(IPEndPoint remote, StreamSecurity security, Action<IByteStream> connected, Action<string> failed, IPAddress? from = null) =>
        throw new NotImplementedException();

    /// <summary>Closes every port and stream this network opened.</summary>
    public void Dispose()
    {
    }
}
