using Conformance.Stack.Sip.Transactions;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>
/// A request of a peer's. Without an answer it stays until it is terminated, or, other than an INVITE, until the peer must have given up.
/// </summary>
public sealed class SipServerTransaction
{
    private readonly SipTransactions _owner;
    private readonly IServerMachine _machine;
    private readonly TransactionTimer _timer;
    private bool _ignored;
    private string? _failure;

    internal SipServerTransaction(SipTransactions owner, SipPacket packet, SipMessage request, SipTransactionKey key)
    {
        (_owner, Packet, Request, Key) = (owner, packet, request, key);
        var reliable = packet.Transport != TransportKind.Udp;
        _machine = request.Method == "INVITE"
            ? new InviteServer(owner.Timers, reliable, owner.AutomaticTrying)
            : new NonInviteServer(owner.Timers, reliable, owner.AutomaticTrying);
        _timer = new TransactionTimer(owner.Transport.Loop, OnTimer);
    }

    /// <summary>The request with received and rport filled in, so that <see cref="SipMessage.Respond"/> copies the right Via.</summary>
    public SipMessage Request { get; }

    /// <summary>The request as it crossed the wire, with its source.</summary>
    public SipPacket Packet { get; }

    /// <summary>Where it came from.</summary>
    public SipTarget Source => new(Packet.Transport, Packet.Remote);

    /// <summary>The latest response sent.</summary>
    public SipMessage? LastResponse { get; private set; }

    /// <summary>True once a final response was given.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Copies of the request that were absorbed.</summary>
    public int RepeatedRequests { get; private set; }

    /// <summary>True when an ACK to a non-2xx response of ours has come.</summary>
    public bool IsAcknowledged { get; private set; }

    /// <summary>
    /// Another live transaction held the same request, come by another path, when this one arrived: no To-tag, and equal From-tag, Call-ID and CSeq
    /// (RFC 3261 8.2.2.2). An endpoint answers 482.
    /// </summary>
    public bool IsMerged { get; internal init; }

    internal SipTransactionKey Key { get; }

    /// <summary>The response could not be sent; the reason.</summary>
    public event Action<string>? TransportError;

    /// <summary>No ACK came for a non-2xx response within 64*T1.</summary>
    public event Action? AckTimeout;

    /// <summary>
    /// Sends a response and lets the machine repeat it as needed. After a final response further ones are dropped (RFC 3261 17.2.2), except that 2xx
    /// to an INVITE may be given again.
    /// </summary>
    /// <returns>Whether it was sent.</returns>
    public bool Respond(SipMessage response)
    {
        var effects = _machine.Respond(response.StatusCode, _owner.Transport.Loop.Now);
        if (!effects.HasFlag(TransactionEffects.SendResponse))
        {
            return false;
        }

        LastResponse = response;
        IsAnswered |= response.StatusCode >= 200;
        Apply(effects);
        return true;
    }

    /// <summary>Sends <paramref name="response"/> on the request's path behind the machine's back: a second, different final, for instance.</summary>
    public void RespondBehind(ReadOnlyMemory<byte> response) => _owner.Transport.SendResponse(response, Packet, OnSendFailed);

    /// <summary>Sends the latest response once more; nothing when there is none.</summary>
    public void Resend()
    {
        if (LastResponse is { } response)
        {
            _owner.Transport.SendResponse(response, Packet, OnSendFailed);
        }
    }

    /// <summary>Never answers: copies are absorbed, no 100 is sent, until the peer must have given up (64*T1).</summary>
    public void Ignore()
    {
        _ignored = true;
        _timer.Set(_owner.Transport.Loop.Now + _owner.Timers.Timeout);
    }

    /// <summary>Forgets it at once: a copy that still comes looks new.</summary>
    public void Terminate()
    {
        _timer.Stop();
        _owner.Remove(this);
    }

    internal void Start()
    {
        _machine.Start(_owner.Transport.Loop.Now);
        SetTimer();
    }

    internal void OnRepeated()
    {
        RepeatedRequests++;
        if (!_ignored)
        {
            Apply(_machine.Repeated());
        }
    }

    /// <returns>True when the ACK is for the user (to a 2xx) rather than for this transaction.</returns>
    internal bool OnAck()
    {
        var effects = _machine.Acknowledged(_owner.Transport.Loop.Now);
        Apply(effects);
        return effects.HasFlag(TransactionEffects.Deliver);
    }

    // One timer: the machine's deadline, or the end of what nobody answers. INVITE may ring for minutes and is never given up here.
    private void SetTimer() => _timer.Set(
        _machine.Deadline ?? (_machine is NonInviteServer && !IsAnswered ? Packet.Time + _owner.Timers.Timeout + _owner.Timers.T4 : null));

    private void OnTimer()
    {
        if (_ignored || (_machine.Deadline is null && !IsAnswered))
        {
            Terminate();
        }
        else
        {
            Apply(_machine.Elapsed(_owner.Transport.Loop.Now));
        }
    }

    private void OnSendFailed(string reason)
    {
        _failure = reason;
        Apply(_machine.TransportError());
    }

    private void Apply(TransactionEffects effects)
    {
        if (effects.HasFlag(TransactionEffects.SendTrying))
        {
            LastResponse = Request.Respond(100).Build();
            Resend();
        }

        if (effects.HasFlag(TransactionEffects.SendResponse))
        {
            Resend();
        }

        IsAcknowledged |= effects.HasFlag(TransactionEffects.Acknowledged);
        if (effects.HasFlag(TransactionEffects.Terminated))
        {
            Terminate();
        }
        else if (!_ignored)
        {
            SetTimer();
        }

        if (effects.HasFlag(TransactionEffects.TimedOut))
        {
            AckTimeout?.Invoke();
        }

        if (effects.HasFlag(TransactionEffects.Failed))
        {
            TransportError?.Invoke(_failure ?? "the transport failed");
        }
    }
}
