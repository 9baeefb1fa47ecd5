using System.Net;
using Conformance.Stack.Net;
using Conformance.Wire;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>
/// One host's SIP ports: UDP, TCP and TLS, stream framing, connection reuse, and the response routing of RFC 3261 18.2.2 with RFC 3581.
/// Lives on its network's loop.
/// </summary>
public sealed class SipTransport : IDisposable
{
    private readonly SipPorts _ports;
    private readonly List<ISipTap> _taps = [];
    private readonly Dictionary<SipTarget, SipStream> _streams = [];
    private readonly LinkedList<SipStream> _leastRecentlyUsed = new();
    private bool _disposed;

    /// <summary>Opens the ports.</summary>
    /// <exception cref="NetworkException">A port is taken.</exception>
    public SipTransport(INetwork network, SipTransportOptions? options = null)
    {
        (Network, Options) = (network, options ?? new SipTransportOptions());
        _ports = new SipPorts(network, Options, OnDatagram, OnAccepted);
    }

    /// <summary>The byte transports beneath.</summary>
    public INetwork Network { get; }

    /// <summary>The loop everything runs on.</summary>
    public IEventLoop Loop => Network.Loop;

    /// <summary>As given.</summary>
    public SipTransportOptions Options { get; }

    /// <summary>Open streams, and those being opened.</summary>
    public int StreamCount => _streams.Count;

    /// <summary>Called with every well-formed message, after the taps. <see cref="SipTransactions"/> takes it.</summary>
    public Action<SipPacket>? Received { get; set; }

    /// <summary>
    /// Called when a stream that this host opened has ended without its doing: what was sent on it and not answered may never have arrived.
    /// </summary>
    public Action<SipTarget>? Lost { get; set; }

    /// <summary>The address and actual port of a transport; null when it is not open.</summary>
    public IPEndPoint? Local(TransportKind kind) => _ports.Local(kind);

    /// <summary>host:port as Via names it (IPv6 in brackets).</summary>
    /// <exception cref="InvalidOperationException">The transport is not open.</exception>
    public string SentBy(TransportKind kind) => _ports.SentBy(kind);

    /// <summary>The address and actual port of the second TLS port; null when there is none.</summary>
    public IPEndPoint? LocalSecondTls => _ports.LocalSecondTls;

    /// <summary>host:port of the second TLS port; null when there is none.</summary>
    public string? SecondTlsPlace => _ports.SecondTls;

    /// <summary>The host of <see cref="SentBy"/>, without the port.</summary>
    public string HostOf(TransportKind kind) => SentBy(kind)[..SentBy(kind).LastIndexOf(':')];

    /// <summary>This host as a target for others.</summary>
    /// <exception cref="InvalidOperationException">The transport is not open.</exception>
    public SipTarget TargetOf(TransportKind kind) => new(kind, _ports.Reachable(kind));

    /// <summary>Adds an observer; dispose the result to remove it.</summary>
    public IDisposable Tap(ISipTap tap)
    {
        _taps.Add(tap);
        return new Removal(() => _taps.Remove(tap));
    }

    /// <summary>
    /// Sends a message as it is. Streams are reused by target, incoming ones included, and opened when there is none.
    /// </summary>
    /// <param name="failed">Called on the loop, later and at most once, with the reason when it could not be sent.</param>
    public void Send(SipMessage message, SipTarget target, Action<string>? failed = null) => SendBytes(message.Bytes, message, target, failed);

    /// <summary>Sends bytes as they are, however malformed.</summary>
    /// <inheritdoc cref="Send(SipMessage, SipTarget, Action{string})"/>
    public void Send(ReadOnlyMemory<byte> bytes, SipTarget target, Action<string>? failed = null) => SendBytes(bytes, null, target, failed);

    /// <summary>Sends other octets than those of the message that they stand for, which is what observers are told.</summary>
    internal void Send(ReadOnlyMemory<byte> bytes, SipMessage standsFor, SipTarget target, Action<string>? failed) => SendBytes(bytes, standsFor, target, failed);

    /// <summary>
    /// Sends a response where <paramref name="request"/> asks for it: over its stream, or by its top Via over UDP from the port it came in on. The
    /// response's own Via is not looked at, so a deliberately wrong one still arrives.
    /// </summary>
    public void SendResponse(SipMessage response, SipPacket request, Action<string>? failed = null) =>
        SendResponse(response.Bytes, response, request, failed);

    /// <inheritdoc cref="SendResponse(SipMessage, SipPacket, Action{string})"/>
    public void SendResponse(ReadOnlyMemory<byte> bytes, SipPacket request, Action<string>? failed = null) =>
        SendResponse(bytes, null, request, failed);

    /// <summary>Closes every stream and leaves the ports open; the next message opens a new one.</summary>
    public void CloseStreams()
    {
        foreach (var stream in _streams.Values.ToList())
        {
            stream.Close();
        }
    }

    /// <summary>Closes ports and streams.</summary>
    public void Dispose()
    {
        _disposed = true;
        _ports.Dispose();
        CloseStreams();
    }

    internal void ReportSent(ReadOnlyMemory<byte> bytes, SipMessage? message, SipTarget target, IPEndPoint local)
    {
        if (_taps.Count == 0)
        {
            return;
        }

        WireError? error = null;
        if (message is null)
        {
            var framing = target.Transport == TransportKind.Udp ? SipFraming.Datagram : SipFraming.Stream;
            var status = SipMessage.TryParse(bytes, framing, out message, out _, out error, Options.Limits);
            error ??= status == ReadStatus.Incomplete ? WireError.At(WireReason.Truncated, bytes.Span, bytes.Length) : null;
        }

        var packet = Packet(true, bytes, message, error, target, local, null);
        // By index: a tap may remove itself.
        for (var i = 0; i < _taps.Count; i++)
        {
            _taps[i].Sent(packet);
        }
    }

    internal void OnReceived(ReadOnlyMemory<byte> bytes, SipMessage? message, WireError? error, SipStream stream) =>
        OnReceived(Packet(false, bytes, message, error, stream.Target, stream.Local ?? stream.Target.Address, stream));

    internal void OnLost(SipStream stream)
    {
        if (!_disposed)
        {
            Lost?.Invoke(stream.Target);
        }
    }

    internal void Touch(SipStream stream)
    {
        if (stream.Use.List is { } list && list.Last != stream.Use)
        {
            list.Remove(stream.Use);
            list.AddLast(stream.Use);
        }
    }

    internal void Forget(SipStream stream)
    {
        if (_streams.GetValueOrDefault(stream.Target) == stream)
        {
            _streams.Remove(stream.Target);
        }

        stream.Use.List?.Remove(stream.Use);
    }

    private void SendBytes(ReadOnlyMemory<byte> bytes, SipMessage? message, SipTarget target, Action<string>? failed)
    {
        if (_disposed)
        {
            Loop.Post(() => failed?.Invoke("the transport is closed"));
        }
        else if (target.Transport == TransportKind.Udp)
        {
            ReportSent(bytes, message, target, _ports.Udp.Local);
            _ports.Udp.Send(bytes, target.Address, failed);
        }
        else
        {
            var stream = _streams.GetValueOrDefault(target) ?? Open(target);
            Touch(stream);
            stream.Send(bytes, message, failed);
        }
    }

    private void SendResponse(ReadOnlyMemory<byte> bytes, SipMessage? response, SipPacket request, Action<string>? failed)
    {
        if (request.Stream is { IsUsable: true } stream)
        {
            Touch(stream);
            stream.Send(bytes, response, failed);
            return;
        }

        SendBytes(bytes, response, ResponseTarget(request), failed);
    }

    private static SipTarget ResponseTarget(SipPacket request)
    {
        var via = request.Message?.TopVia;
        var port = via?.Port ?? SipTarget.DefaultPort(request.Transport);
        if (request.Transport != TransportKind.Udp)
        {
            // The stream is gone: a new one, to where the peer listens.
            return new SipTarget(request.Transport, new IPEndPoint(request.Remote.Address, port));
        }

        if (via?.Parameter("maddr") is { } maddr && IPAddress.TryParse(maddr, out var multicast))
        {
            return new SipTarget(TransportKind.Udp, new IPEndPoint(multicast, port));
        }

        // The source address is the received parameter, present or not; a Via that cannot be read is answered like one with rport.
        return new SipTarget(
            TransportKind.Udp,
            via is null || via.HasRPort ? request.Remote : new IPEndPoint(request.Remote.Address, port));
    }

    private SipStream Open(SipTarget target)
    {
        var stream = Add(target);
        stream.IsOurs = true;
        Network.Connect(target.Address, _ports.ToConnect(target), stream.Opened, stream.FailedToOpen, _ports.ConnectFrom);
        return stream;
    }

    private void OnAccepted(IByteStream accepted)
    {
        if (_disposed)
        {
            accepted.Close();
            return;
        }

        Add(new SipTarget(accepted.Kind, accepted.Remote)).Opened(accepted);
    }

    private SipStream Add(SipTarget target)
    {
        if (_streams.Count >= Options.MaxStreams)
        {
            _leastRecentlyUsed.First?.Value.Close();
        }

        var stream = new SipStream(this, target);
        _streams[target] = stream;
        _leastRecentlyUsed.AddLast(stream.Use);
        return stream;
    }

    private void OnDatagram(ReadOnlyMemory<byte> bytes, IPEndPoint remote)
    {
        if (_disposed || bytes.Span.IndexOfAnyExcept("\r\n"u8) < 0)
        {
            return; // a keep-alive
        }

        var status = SipMessage.TryParse(bytes, SipFraming.Datagram, out var message, out _, out var error, Options.Limits);
        if (status == ReadStatus.Incomplete)
        {
            error = WireError.At(WireReason.Truncated, bytes.Span, bytes.Length);
        }

        OnReceived(Packet(false, bytes, message, error, new SipTarget(TransportKind.Udp, remote), _ports.Udp.Local, null));
    }

    private void OnReceived(SipPacket packet)
    {
        for (var i = 0; i < _taps.Count; i++)
        {
            _taps[i].Received(packet);
        }

        if (packet.Error is { } error)
        {
            if (Options.AnswerMalformed && SalvagedAnswer.To(packet.Bytes, error) is { } answer)
            {
                SendResponse(answer, packet);
            }
        }
        else
        {
            Received?.Invoke(packet);
        }
    }

    private SipPacket Packet(
        bool outgoing, ReadOnlyMemory<byte> bytes, SipMessage? message, WireError? error, SipTarget remote, IPEndPoint local, SipStream? stream) => new()
        {
            Outgoing = outgoing,
            Transport = remote.Transport,
            Bytes = bytes,
            Message = message,
            Error = error,
            Local = local,
            Remote = remote.Address,
            Time = Loop.Now,
            Stream = stream,
        };

    private sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
