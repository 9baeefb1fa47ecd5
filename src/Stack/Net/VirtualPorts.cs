using System.Net;

namespace Conformance.Stack.Net;

/// <summary>A datagram port of a <see cref="VirtualNetwork"/>.</summary>
internal sealed class VirtualDatagramSocket(VirtualNetwork network, IPEndPoint local, Action<ReadOnlyMemory<byte>, IPEndPoint> received)
    : IDatagramSocket
{
    public IPEndPoint Local { get; } = local;

    public Action<ReadOnlyMemory<byte>, IPEndPoint> Received { get; } = received;

    public void Send(ReadOnlyMemory<byte> datagram, IPEndPoint remote, Action<string>? failed = null)
    {
        if (datagram.Length > VirtualNetwork.MaxDatagram)
        {
            network.Loop.Post(() => failed?.Invoke($"{datagram.Length} bytes do not fit in a datagram"));
            return;
        }

        network.Carry(datagram, Local, remote);
    }

    public void Dispose() => network.Remove(this);
}

/// <summary>A listening port of a <see cref="VirtualNetwork"/>.</summary>
internal sealed class VirtualListener(VirtualNetwork network, IPEndPoint local, StreamSecurity security, Action<IByteStream> accepted) : IStreamListener
{
    public IPEndPoint Local { get; } = local;

    public Action<IByteStream> Accepted { get; } = accepted;

    /// <summary>The certificate is none that a careful peer would take.</summary>
    public bool IsForAnother => security.Settings.IsForAnother;

    /// <summary>Called when somebody has come for TLS, before anything is decided.</summary>
    public Action? Approached => security.Settings.Approached;

    public bool Speaks(TransportKind kind) => security.Mode switch
    {
        StreamSecurityMode.None => kind == TransportKind.Tcp,
        StreamSecurityMode.Tls => kind == TransportKind.Tls,
        _ => true,
    };

    public void Dispose() => network.Remove(this);
}
