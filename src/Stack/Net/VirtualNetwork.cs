using System.Net;

namespace Conformance.Stack.Net;

/// <summary>
/// Datagrams and streams in memory, for any number of addresses, on virtual time. TLS is a stream that says it is TLS.
/// Equal seeds and equal calls give equal deliveries at equal times.
/// </summary>
public sealed class VirtualNetwork(VirtualLoop loop, ulong seed = 0) : INetwork
{
    private readonly ulong _seed = seed;

    /// <summary>The loop, as what it is.</summary>
    public VirtualLoop Loop { get; } = loop;

    IEventLoop INetwork.Loop => Loop;

    /// <summary>One-way time of every link before rules add to it.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Adds a rule; dispose the result to remove it.</summary>
    public IDisposable Add(LinkRule rule) => throw new NotImplementedException(_seed.ToString());

    /// <summary>Breaks every stream between two addresses, either way round, with a reset.</summary>
    public void Cut(IPAddress one, IPAddress other) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IDatagramSocket BindDatagram(IPEndPoint local, Action<ReadOnlyMemory<byte>, IPEndPoint> received) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IStreamListener Listen(IPEndPoint local, StreamSecurity security, Action<IByteStream> accepted) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Connect(IPEndPoint remote, StreamSecurity security, Action<IByteStream> connected, Action<string> failed, IPAddress? from = null) =>
        throw new NotImplementedException();

    /// <summary>Closes every port and stream.</summary>
    public void Dispose()
    {
    }
}
