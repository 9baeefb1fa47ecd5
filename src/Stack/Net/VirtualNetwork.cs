using System.Net;

namespace Conformance.Stack.Net;

/// <summary>
/// Datagrams and streams in memory, for any number of addresses, on virtual time. TLS is a stream that says it is TLS; of certificates it knows whether they are for another host.
/// Equal seeds and equal calls give equal deliveries at equal times.
/// </summary>
public sealed class VirtualNetwork(VirtualLoop loop, ulong seed = 0) : INetwork
{
    /// <summary>The payload an IPv4 datagram can carry.</summary>
    public const int MaxDatagram = 65_507;

    private const int FirstEphemeralPort = 49_152;

    private readonly Dictionary<IPEndPoint, VirtualDatagramSocket> _sockets = [];
    private readonly Dictionary<IPEndPoint, VirtualListener> _listeners = [];
    private readonly Dictionary<IPEndPoint, VirtualStream> _streams = [];
    private readonly LinkRules _rules = new(new IdSource(seed));
    private int _lastPort = FirstEphemeralPort - 1;

    /// <summary>The loop, as what it is.</summary>
    public VirtualLoop Loop { get; } = loop;

    IEventLoop INetwork.Loop => Loop;

    /// <summary>One-way time of every link before rules add to it.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>How long an attempt to connect over a dead link takes to fail.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Undelivered bytes at which a stream is broken, because its peer does not read.</summary>
    public int MaxPendingBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Adds a rule; dispose the result to remove it.</summary>
    public IDisposable Add(LinkRule rule) => _rules.Add(rule);

    /// <summary>Breaks every stream between two addresses, either way round, with a reset.</summary>
    public void Cut(IPAddress one, IPAddress other)
    {
        foreach (var stream in _streams.Values.ToList())
        {
            var (a, b) = (stream.Local.Address, stream.Remote.Address);
            if ((a.Equals(one) && b.Equals(other)) || (a.Equals(other) && b.Equals(one)))
            {
                stream.Break("connection reset");
                stream.Peer.Break("connection reset");
            }
        }
    }

    /// <inheritdoc/>
    public IDatagramSocket BindDatagram(IPEndPoint local, Action<ReadOnlyMemory<byte>, IPEndPoint> received)
    {
        var endPoint = Claim(local, "udp", _sockets.ContainsKey);
        var socket = new VirtualDatagramSocket(this, endPoint, received);
        _sockets.Add(endPoint, socket);
        return socket;
    }

    /// <inheritdoc/>
    public IStreamListener Listen(IPEndPoint local, StreamSecurity security, Action<IByteStream> accepted)
    {
        var endPoint = Claim(local, "tcp", _listeners.ContainsKey);
        var listener = new VirtualListener(this, endPoint, security, accepted);
        _listeners.Add(endPoint, listener);
        return listener;
    }

    /// <inheritdoc/>
    public void Connect(IPEndPoint remote, StreamSecurity security, Action<IByteStream> connected, Action<string> failed, IPAddress? from = null)
    {
        var anyPort = new IPEndPoint(from ?? (remote.Address.Equals(IPAddress.IPv6Loopback) ? IPAddress.IPv6Loopback : IPAddress.Loopback), 0);
        var local = Claim(anyPort, "tcp", taken => _streams.ContainsKey(taken) || _listeners.ContainsKey(taken));
        if (_rules.StreamDelay(local, remote) is not { } there || _rules.StreamDelay(remote, local) is not { } back)
        {
            Loop.After(ConnectTimeout, () => failed($"no answer from {remote} within {ConnectTimeout.TotalSeconds:0.###} s"));
            return;
        }

        Loop.After(Latency + there, () =>
        {
            if (Find(_listeners, remote) is not { } listener)
            {
                Loop.After(Latency + back, () => failed($"{remote} refused the connection"));
                return;
            }

            var kind = security.Mode == StreamSecurityMode.None ? TransportKind.Tcp : TransportKind.Tls;
            if (!listener.Speaks(kind))
            {
                if (kind is TransportKind.Tls)
                {
                    Loop.After(Latency + back, () => failed($"{remote} does not speak TLS"));
                    return;
                }

                // What comes in plain is no handshake, and that ends the connection as soon as it is seen.
                var (plain, deaf) = VirtualStream.Pair(this, local, remote, kind);
                _streams.Add(local, plain);
                Loop.After(Latency + back, () => connected(plain));
                deaf.Received = _ => Loop.After(Latency + back, () => plain.Break("connection reset"));
                return;
            }

            if (kind is TransportKind.Tls)
            {
                listener.Approached?.Invoke();
            }

            if (kind is TransportKind.Tls && listener.IsForAnother && !security.Settings.TrustAnyPeer)
            {
                Loop.After(Latency + back, () => failed($"the certificate of {remote} is for another host"));
                return;
            }

            var (ours, theirs) = VirtualStream.Pair(this, local, remote, kind);
            _streams.Add(local, ours);
            // Before the listener is told, so that what it sends at once comes after the news of the connection.
            Loop.After(Latency + back, () => connected(ours));
            listener.Accepted(theirs);
        });
    }

    /// <summary>Closes every port and stream; nothing more is delivered.</summary>
    public void Dispose()
    {
        _sockets.Clear();
        _listeners.Clear();
        foreach (var stream in _streams.Values)
        {
            stream.Vanish();
            stream.Peer.Vanish();
        }

        _streams.Clear();
    }

    internal void Carry(ReadOnlyMemory<byte> datagram, IPEndPoint from, IPEndPoint to)
    {
        if (_rules.Judge(datagram, from, to) is not { } fate)
        {
            return;
        }

        Loop.After(Latency + fate.First, Arrive);
        if (fate.Second is { } second)
        {
            Loop.After(Latency + second, Arrive);
        }

        void Arrive() => Find(_sockets, to)?.Received(datagram, from);
    }

    internal TimeSpan StreamDelay(IPEndPoint from, IPEndPoint to) => Latency + (_rules.StreamDelay(from, to) ?? TimeSpan.Zero);

    internal (long CutAfter, int Segment) StreamLimits(IPEndPoint from, IPEndPoint to) => _rules.StreamLimits(from, to);

    internal void Remove(VirtualDatagramSocket socket)
    {
        if (_sockets.GetValueOrDefault(socket.Local) == socket)
        {
            _sockets.Remove(socket.Local);
        }
    }

    internal void Remove(VirtualListener listener)
    {
        if (_listeners.GetValueOrDefault(listener.Local) == listener)
        {
            _listeners.Remove(listener.Local);
        }
    }

    internal void Forget(VirtualStream initiator) => _streams.Remove(initiator.Local);

    private static T? Find<T>(Dictionary<IPEndPoint, T> ports, IPEndPoint endPoint)
        where T : class
    {
        if (ports.TryGetValue(endPoint, out var exact))
        {
            return exact;
        }

        var any = endPoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        return ports.GetValueOrDefault(new IPEndPoint(any, endPoint.Port));
    }

    private IPEndPoint Claim(IPEndPoint wanted, string protocol, Func<IPEndPoint, bool> taken)
    {
        if (wanted.Port != 0)
        {
            return taken(wanted) ? throw new NetworkException(wanted, $"{protocol} port {wanted} is taken") : wanted;
        }

        for (var tries = 0; tries <= ushort.MaxValue - FirstEphemeralPort; tries++)
        {
            _lastPort = _lastPort == ushort.MaxValue ? FirstEphemeralPort : _lastPort + 1;
            var candidate = new IPEndPoint(wanted.Address, _lastPort);
            if (!taken(candidate))
            {
                return candidate;
            }
        }

        throw new NetworkException(wanted, $"no {protocol} port is free at {wanted.Address}");
    }
}
