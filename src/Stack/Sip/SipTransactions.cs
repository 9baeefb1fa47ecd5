using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>
/// The transaction layer of RFC 3261 17 over one transport: retransmits and absorbs copies, matches responses to requests, and hands each new
/// request to its user once.
/// </summary>
public sealed class SipTransactions : IDisposable
{
    private readonly Dictionary<SipTransactionKey, SipClientTransaction> _clients = [];
    private readonly Dictionary<SipTransactionKey, SipServerTransaction> _servers = [];
    private readonly Dictionary<(string? FromTag, string? CallId, SipCSeq? CSeq), SipServerTransaction> _byRequest = [];

    /// <summary>Takes over <see cref="SipTransport.Received"/>.</summary>
    public SipTransactions(SipTransport transport, SipTimers timers, IdSource ids)
    {
        (Transport, Timers, Ids) = (transport, timers, ids);
        transport.Received = OnReceived;
    }

    /// <summary>The transport beneath.</summary>
    public SipTransport Transport { get; }

    /// <summary>As given.</summary>
    public SipTimers Timers { get; }

    /// <summary>Where branches come from.</summary>
    public IdSource Ids { get; }

    /// <summary>
    /// Where the branch of a request that brings none comes from; <see cref="Ids"/> when null. A source that depends on the request alone makes what one
    /// call puts on the wire independent of the others.
    /// </summary>
    public Func<SipMessage, IdSource>? BranchesOf { get; init; }

    /// <summary>
    /// Send 100 by ourselves: to an INVITE after 200 ms, to anything else over UDP when the client would otherwise slow down to T2 (RFC 4320).
    /// </summary>
    public bool AutomaticTrying { get; set; } = true;

    /// <summary>
    /// Octets above which a request given to UDP goes over TCP instead, its Via saying so (RFC 3261 18.1.1), and back to UDP if TCP is refused; null
    /// never switches. A request that brings its own Via is never switched.
    /// </summary>
    public int? UdpRequestLimit { get; set; } = 1300;

    /// <summary>Asked before transactions see a packet; true means it is dealt with: stateless forwarding, tests.</summary>
    public Func<SipPacket, bool>? Intercept { get; set; }

    /// <summary>Number of live transactions, client and server.</summary>
    public int Count => _clients.Count + _servers.Count;

    /// <summary>A new request. Answer it now, later or never. CANCEL comes as a transaction of its own; ACK does not come here.</summary>
    public event Action<SipServerTransaction>? RequestReceived;

    /// <summary>An ACK that acknowledges no non-2xx response: to a 2xx, or a stray.</summary>
    public event Action<SipPacket>? AckReceived;

    /// <summary>A response that belongs to no transaction: late, repeated after the absorbing timer, or never asked for.</summary>
    public event Action<SipPacket>? ResponseUnmatched;

    /// <summary>A request too broken for a transaction (no Via, Call-ID, CSeq, From or To) and what is wrong; answered 400 where it has a Via.</summary>
    public event Action<SipPacket, string>? RequestRejected;

    /// <summary>
    /// Starts a client transaction. A Via with a fresh branch is added on top unless the message brings its own; nothing else is touched.
    /// Callbacks come later, never from within this call. ACK to a 2xx is not a transaction: use <see cref="SendStateless"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The message brings a branch that a live transaction of the same method uses.</exception>
    public SipClientTransaction Send(SipMessage request, SipTarget target, ISipClientUser user)
    {
        if (request.Has(SipHeader.Via))
        {
            return Start(request, target, user);
        }

        var withVia = WithVia(request, target.Transport);
        if (target.Transport == TransportKind.Udp && withVia.Bytes.Length > UdpRequestLimit)
        {
            return Start(WithVia(request, TransportKind.Tcp), target with { Transport = TransportKind.Tcp }, user, fallback: target);
        }

        return Start(withVia, target, user);
    }

    /// <inheritdoc cref="Send(SipMessage, SipTarget, ISipClientUser)"/>
    public SipClientTransaction Send(
        SipMessage request,
        SipTarget target,
        Action<SipMessage> onResponse,
        Action? onTimeout = null,
        Action<string>? onTransportError = null) => Send(request, target, new SipClientCallbacks(onResponse, onTimeout, onTransportError));

    /// <summary>Starts a client transaction for a request that brings its Via and goes out in other octets than its own: a provocation. Answers are told by the request as it is.</summary>
    /// <inheritdoc cref="Send(SipMessage, SipTarget, ISipClientUser)" path="/exception"/>
    public SipClientTransaction SendAs(
        ReadOnlyMemory<byte> octets,
        SipMessage request,
        SipTarget target,
        Action<SipMessage> onResponse,
        Action? onTimeout = null,
        Action<string>? onTransportError = null)
    {
        var transaction = new SipClientTransaction(this, request, target, new SipClientCallbacks(onResponse, onTimeout, onTransportError), fallback: null) { Octets = octets };
        Add(transaction);
        transaction.Start();
        return transaction;
    }

    /// <summary>
    /// Sends outside any transaction: a stateless proxy's request, an ACK to a 2xx. A request without Via gets one; a response is sent as it is.
    /// </summary>
    public void SendStateless(SipMessage message, SipTarget target, Action<string>? failed = null) =>
        Transport.Send(message.IsRequest && !message.Has(SipHeader.Via) ? WithVia(message, target.Transport) : message, target, failed);

    /// <summary>The INVITE server transaction a CANCEL is about (RFC 3261 9.2); null when there is none.</summary>
    public SipServerTransaction? CancelledBy(SipServerTransaction cancel) =>
        _servers.GetValueOrDefault(SipTransactionKey.OfServer(cancel.Packet.Message ?? cancel.Request, "INVITE"));

    /// <summary>Ends every transaction silently. The transport stays open.</summary>
    public void Dispose()
    {
        foreach (var client in _clients.Values.ToList())
        {
            client.Terminate();
        }

        foreach (var server in _servers.Values.ToList())
        {
            server.Terminate();
        }

        if (Transport.Received == OnReceived)
        {
            Transport.Received = null;
        }
    }

    internal SipClientTransaction Start(SipMessage request, SipTarget target, ISipClientUser user, SipTarget? fallback = null)
    {
        var transaction = new SipClientTransaction(this, request, target, user, fallback);
        Add(transaction);
        transaction.Start();
        return transaction;
    }

    internal SipMessage WithVia(SipMessage request, TransportKind kind)
    {
        // A host that only connects over TLS has no TLS port to name; the TCP one is where it can be reached.
        var sentBy = Transport.SentBy(Transport.Local(kind) is null ? TransportKind.Tcp : kind);

        var branch = (BranchesOf?.Invoke(request) ?? Ids).Branch();
        var via = kind switch
        {
            TransportKind.Udp => $"SIP/2.0/UDP {sentBy};rport;branch={branch}",
            TransportKind.Tcp => $"SIP/2.0/TCP {sentBy};branch={branch}",
            _ => $"SIP/2.0/TLS {sentBy};branch={branch}",
        };
        return request.Edit().AddFirst("Via", via).Build();
    }

    internal void Add(SipClientTransaction client)
    {
        if (!_clients.TryAdd(client.Key, client))
        {
            throw new InvalidOperationException($"Branch {client.Key.Id} is in use by a live {client.Key.Method} transaction; copies go by SendStateless.");
        }
    }

    internal void Remove(SipClientTransaction client)
    {
        if (_clients.GetValueOrDefault(client.Key) == client)
        {
            _clients.Remove(client.Key);
        }
    }

    internal void Remove(SipServerTransaction server)
    {
        if (_servers.GetValueOrDefault(server.Key) == server)
        {
            _servers.Remove(server.Key);
        }

        var request = RequestKey(server.Request);
        if (_byRequest.GetValueOrDefault(request) == server)
        {
            _byRequest.Remove(request);
        }
    }

    private static (string? FromTag, string? CallId, SipCSeq? CSeq) RequestKey(SipMessage request) => (request.FromTag, request.CallId, request.CSeq);

    private void OnReceived(SipPacket packet)
    {
        if (packet.Message is not { } message || Intercept?.Invoke(packet) == true)
        {
            return;
        }

        if (message.IsResponse)
        {
            if (_clients.TryGetValue(SipTransactionKey.OfClient(message), out var client))
            {
                client.OnResponse(message);
            }
            else
            {
                ResponseUnmatched?.Invoke(packet);
            }
        }
        else if (Defect(message) is { } defect)
        {
            Reject(packet, message, defect);
        }
        else if (message.Method == "ACK")
        {
            if (!_servers.TryGetValue(SipTransactionKey.OfServer(message), out var invite) || invite.OnAck())
            {
                AckReceived?.Invoke(packet);
            }
        }
        else
        {
            OnRequest(packet, message);
        }
    }

    private void OnRequest(SipPacket packet, SipMessage message)
    {
        var key = SipTransactionKey.OfServer(message);
        if (_servers.TryGetValue(key, out var known))
        {
            known.OnRepeated();
            return;
        }

        var request = RequestKey(message);
        var fresh = message.ToTag is null;
        var transaction = new SipServerTransaction(this, packet, packet.Stamped ?? message, key)
        {
            IsMerged = fresh && _byRequest.ContainsKey(request),
        };
        if (fresh)
        {
            _byRequest.TryAdd(request, transaction);
        }

        _servers.Add(key, transaction);
        transaction.Start();
        RequestReceived?.Invoke(transaction);
    }

    private void Reject(SipPacket packet, SipMessage message, string defect)
    {
        RequestRejected?.Invoke(packet, defect);
        if (message.TopVia is not null && message.Method != "ACK")
        {
            Transport.SendResponse((packet.Stamped ?? message).Respond(400, $"Bad Request ({defect})").ToBytes(), packet);
        }
    }

    private static string? Defect(SipMessage request) =>
        request.TopVia is null ? "no usable Via"
        : request.CallId is null ? "no Call-ID"
        : request.From is null ? "no usable From"
        : request.To is null ? "no usable To"
        : request.CSeq is not { } cseq ? "no usable CSeq"
        : cseq.Method != request.Method ? "CSeq names another method"
        : null;
}
