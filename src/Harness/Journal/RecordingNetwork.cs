using System.Net;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.Harness.Journal;

/// <summary>A network that tells what becomes of its connections, and of datagrams that cannot leave. Octets are told elsewhere, message by message.</summary>
/// <param name="network">What carries everything; whoever made it disposes it.</param>
internal sealed class RecordingNetwork(INetwork network) : INetwork
{
    /// <summary>Gets the events, on the loop; null for nowhere.</summary>
    internal Action<JournalRecord>? Told { get; set; }

    public IEventLoop Loop => network.Loop;

    public IDatagramSocket BindDatagram(IPEndPoint local, Action<ReadOnlyMemory<byte>, IPEndPoint> received) => new Datagrams(this, network.BindDatagram(local, received));

    public IStreamListener Listen(IPEndPoint local, StreamSecurity security, Action<IByteStream> accepted) => network.Listen(local, security, stream =>
    {
        Tell("accepted", stream.Kind is TransportKind.Tls, stream.Local, stream.Remote, null);
        accepted(new Watched(this, stream));
    });

    public void Connect(IPEndPoint remote, StreamSecurity security, Action<IByteStream> connected, Action<string> failed, IPAddress? from = null) => network.Connect(
        remote,
        security,
        stream =>
        {
            Tell("connected", stream.Kind is TransportKind.Tls, stream.Local, stream.Remote, null);
            connected(new Watched(this, stream));
        },
        reason =>
        {
            Tell("refused", security.Mode is StreamSecurityMode.Tls, null, remote, reason);
            failed(reason);
        },
        from);

    public void Dispose()
    {
        // Not ours.
    }

    private void Tell(string what, bool secure, IPEndPoint? local, IPEndPoint remote, string? reason) =>
        Told?.Invoke(new StreamEvent(0, Loop.Now, what, secure, local, remote, reason));

    private sealed class Datagrams(RecordingNetwork owner, IDatagramSocket socket) : IDatagramSocket
    {
        public IPEndPoint Local => socket.Local;

        public void Send(ReadOnlyMemory<byte> datagram, IPEndPoint remote, Action<string>? failed = null) => socket.Send(datagram, remote, reason =>
        {
            owner.Tell("unsent", secure: false, Local, remote, reason);
            failed?.Invoke(reason);
        });

        public void Dispose() => socket.Dispose();
    }

    private sealed class Watched : IByteStream
    {
        private readonly IByteStream _stream;

        internal Watched(RecordingNetwork owner, IByteStream stream)
        {
            _stream = stream;
            stream.Closed = reason =>
            {
                owner.Tell("closed", Kind is TransportKind.Tls, Local, Remote, reason);
                Closed?.Invoke(reason);
            };
        }

        public IPEndPoint Local => _stream.Local;

        public IPEndPoint Remote => _stream.Remote;

        public TransportKind Kind => _stream.Kind;

        public bool IsOpen => _stream.IsOpen;

        public int PendingBytes => _stream.PendingBytes;

        public bool Reading
        {
            get => _stream.Reading;
            set => _stream.Reading = value;
        }

        public Action<ReadOnlyMemory<byte>>? Received
        {
            get => _stream.Received;
            set => _stream.Received = value;
        }

        public Action<string?>? Closed { get; set; }

        public Action? Drained
        {
            get => _stream.Drained;
            set => _stream.Drained = value;
        }

        public void Send(ReadOnlyMemory<byte> bytes) => _stream.Send(bytes);

        public void Close() => _stream.Close();
    }
}
