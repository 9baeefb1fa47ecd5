using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>
/// The transaction layer of RFC 3261 17 over one transport: retransmits and absorbs copies, matches responses to requests, and hands each new
/// request to its user once.
/// </summary>
public sealed class SipTransactions : IDisposable
{
    /// <summary>Takes over <see cref="SipTransport.Received"/>.</summary>
    public SipTransactions(SipTransport transport, SipTimers timers, IdSource ids) => (Transport, Timers, Ids) = (transport, timers, ids);

    /// <summary>The transport beneath.</summary>
    public SipTransport Transport { get; }

    /// <summary>As given.</summary>
    public SipTimers Timers { get; }

    /// <summary>Where branches come from.</summary>
    public IdSource Ids { get; }

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

    /// <summary>A new request. Answer it now, later or never. CANCEL comes as a transaction of its own; ACK does not come here.</summary>
    public event Action<SipServerTransaction>? RequestReceived { add { } remove { } }

    /// <summary>An ACK that acknowledges no non-2xx response: to a 2xx, or a stray.</summary>
    public event Action<SipPacket>? AckReceived { add { } remove { } }

    /// <summary>A response that belongs to no transaction: late, repeated after the absorbing timer, or never asked for.</summary>
    public event Action<SipPacket>? ResponseUnmatched { add { } remove { } }

    /// <summary>A request too broken for a transaction (no Via, Call-ID, CSeq, From or To) and what is wrong; answered 400 where it has a Via.</summary>
    public event Action<SipPacket, string>? RequestRejected { add { } remove { } }

    /// <summary>Number of live transactions, client and server.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>
    /// Starts a client transaction. A Via with a fresh branch is added on top unless the message brings its own; nothing else is touched.
    /// Callbacks come later, never from within this call. ACK to a 2xx is not a transaction: use <see cref="SendStateless"/>.
    /// </summary>
    public SipClientTransaction Send(SipMessage request, SipTarget target, ISipClientUser user) => throw new NotImplementedException();

    /// <inheritdoc cref="Send(SipMessage, SipTarget, ISipClientUser)"/>
    public SipClientTransaction Send(
        SipMessage request,
        SipTarget target,
        Action<SipMessage> onResponse,
        Action? onTimeout = null,
        Action<string>? onTransportError = null) => throw new NotImplementedException();

    /// <summary>
    /// Sends outside any transaction: a stateless proxy's request, an ACK to a 2xx. A request without Via gets one; a response is sent as it is.
    /// </summary>
    public void SendStateless(SipMessage message, SipTarget target, Action<string>? failed = null) => throw new NotImplementedException();

    /// <summary>The INVITE (or other) server transaction a CANCEL is about (RFC 3261 9.2); null when there is none.</summary>
    public SipServerTransaction? CancelledBy(SipServerTransaction cancel) => throw new NotImplementedException();

    /// <summary>
    /// True when another live transaction holds the same request by another path: no To-tag, and equal From-tag, Call-ID and CSeq (RFC 3261 8.2.2.2).
    /// An endpoint answers 482.
    /// </summary>
    public bool IsMerged(SipServerTransaction transaction) => throw new NotImplementedException();

    /// <summary>Ends every transaction silently. The transport stays open.</summary>
    public void Dispose()
    {
    }
}
