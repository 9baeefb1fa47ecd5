using Conformance.Stack.Sip.Transactions;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>A request of ours and what came back.</summary>
public sealed class SipClientTransaction
{
    private readonly SipTransactions _owner;
    private readonly ISipClientUser _user;
    private readonly TransactionTimer _timer;
    private SipTarget? _fallback;
    private IClientMachine _machine;
    private bool _silent;

    internal SipClientTransaction(SipTransactions owner, SipMessage request, SipTarget target, ISipClientUser user, SipTarget? fallback)
    {
        (_owner, Request, Target, _user, _fallback) = (owner, request, target, user, fallback);
        _timer = new TransactionTimer(owner.Transport.Loop, OnTimer);
        _machine = NewMachine();
        Key = SipTransactionKey.OfClient(request);
    }

    /// <summary>The request as sent, Via included.</summary>
    public SipMessage Request { get; private set; }

    /// <summary>What goes on the wire in place of the request; null for the request itself.</summary>
    internal ReadOnlyMemory<byte>? Octets { get; init; }

    /// <summary>Where it goes; differs from what was asked for when its size moved it to TCP.</summary>
    public SipTarget Target { get; private set; }

    /// <summary>The latest response delivered.</summary>
    public SipMessage? LastResponse { get; private set; }

    /// <summary>The final response; the first one for an INVITE answered by several.</summary>
    public SipMessage? FinalResponse { get; private set; }

    /// <summary>How often the request was sent, retransmissions included.</summary>
    public int Sends { get; private set; }

    /// <summary>Copies of the final response that were absorbed. Over a reliable transport there are none: they are unmatched instead.</summary>
    public int RepeatedFinals { get; private set; }

    /// <summary>True once a final response, a timeout, a transport error or <see cref="Terminate"/> has ended it for its user.</summary>
    public bool IsCompleted { get; private set; }

    internal SipTransactionKey Key { get; private set; }

    /// <summary>
    /// Ends it silently: no more copies, no more callbacks, later responses are unmatched. For a party that pretends to have lost something.
    /// </summary>
    public void Terminate()
    {
        (_silent, IsCompleted) = (true, true);
        _timer.Stop();
        _owner.Remove(this);
    }

    /// <summary>Sends one more copy now, whatever the timers say.</summary>
    public void Resend()
    {
        Sends++;
        Put();
    }

    /// <summary>Sends a copy to another target, which it keeps to from now on: for a request that was lost with its connection.</summary>
    public void Redirect(SipTarget target)
    {
        Target = target;
        Sends++;
        Put(OnSendFailed);
    }

    /// <summary>Builds and sends the CANCEL for this INVITE (RFC 3261 9.1). The INVITE goes on, normally to a 487.</summary>
    /// <exception cref="InvalidOperationException">No provisional response has come yet, or a final one has.</exception>
    public SipClientTransaction Cancel(Action<SipMessage>? onResponse = null)
    {
        if (LastResponse is null || IsCompleted)
        {
            throw new InvalidOperationException("CANCEL may be sent between the first provisional response and the final one (RFC 3261 9.1).");
        }

        return _owner.Start(SipDerivedRequest.Cancel(Request), Target, new SipClientCallbacks(onResponse, null, null));
    }

    internal void Start() => Apply(_machine.Start(_owner.Transport.Loop.Now), null, null);

    internal void OnResponse(SipMessage response) => Apply(_machine.Response(response.StatusCode, _owner.Transport.Loop.Now), response, null);

    private void Put(Action<string>? failed = null) => _owner.Transport.Send(Octets ?? Request.Bytes, Request, Target, failed);

    private IClientMachine NewMachine()
    {
        var reliable = Target.Transport != TransportKind.Udp;
        return Request.Method == "INVITE" ? new InviteClient(_owner.Timers, reliable) : new NonInviteClient(_owner.Timers, reliable);
    }

    private void OnTimer() => Apply(_machine.Elapsed(_owner.Transport.Loop.Now), null, null);

    private void OnSendFailed(string reason)
    {
        if (_silent)
        {
            return;
        }

        if (_fallback is { } udp && LastResponse is null)
        {
            // RFC 3261 18.1.1: TCP was our own choice because of the size; if the peer has none, UDP it is. A new attempt has a new branch (8.1.2).
            _fallback = null;
            _owner.Remove(this);
            (Request, Target) = (_owner.WithVia(Request.Edit().RemoveFirst("Via").Build(), udp.Transport), udp);
            _machine = NewMachine();
            Key = SipTransactionKey.OfClient(Request);
            _owner.Add(this);
            Start();
            return;
        }

        Apply(_machine.TransportError(), null, reason);
    }

    private void Apply(TransactionEffects effects, SipMessage? response, string? reason)
    {
        if (effects.HasFlag(TransactionEffects.SendRequest))
        {
            Sends++;
            Put(OnSendFailed);
        }

        if (effects.HasFlag(TransactionEffects.SendAck) && response is not null)
        {
            _owner.Transport.Send(SipDerivedRequest.Ack(Request, response), Target, OnSendFailed);
        }

        if (effects.HasFlag(TransactionEffects.Terminated))
        {
            _timer.Stop();
            _owner.Remove(this);
        }
        else
        {
            _timer.Set(_machine.Deadline);
        }

        if (effects.HasFlag(TransactionEffects.Absorbed) && response is { StatusCode: >= 200 })
        {
            RepeatedFinals++;
        }

        if (effects.HasFlag(TransactionEffects.Deliver) && response is not null)
        {
            LastResponse = response;
            if (response.StatusCode >= 200)
            {
                FinalResponse ??= response;
                IsCompleted = true;
            }

            _user.OnResponse(response);
        }

        if (effects.HasFlag(TransactionEffects.TimedOut))
        {
            IsCompleted = true;
            _user.OnTimeout();
        }

        if (effects.HasFlag(TransactionEffects.Failed) && !IsCompleted)
        {
            IsCompleted = true;
            _user.OnTransportError(reason ?? "the transport failed");
        }
    }
}
