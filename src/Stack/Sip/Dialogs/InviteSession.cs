using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Dialogs;

/// <summary>
/// A session set up by INVITE and the dialog it creates (RFC 3261 12 to 15), on either side of the call. Made by <see cref="SipDialogs"/>.
/// </summary>
public abstract class InviteSession
{
    // What we name in Allow and take within a dialog by ourselves.
    private protected const string Methods = "INVITE, ACK, BYE, CANCEL";

    private protected InviteSession(SipDialogs owner, SipDialog dialog) => (Owner, Dialog) = (owner, dialog);

    /// <summary>Whether we sent the INVITE.</summary>
    public abstract bool IsCaller { get; }

    /// <summary>Where it stands.</summary>
    public InviteState State { get; private protected set; }

    /// <summary>The INVITE, as last sent or as received.</summary>
    public abstract SipMessage Invite { get; }

    /// <summary>The final response to the INVITE, once there is one.</summary>
    public SipMessage? FinalResponse { get; private protected set; }

    /// <summary>The Call-ID.</summary>
    public string CallId => Dialog.CallId;

    /// <summary>Our tag.</summary>
    public string LocalTag => Dialog.Local.Tag ?? "";

    /// <summary>Our address with our tag: From of what we send, To of what we answer.</summary>
    public string LocalAddress => Dialog.Local.ToString();

    /// <summary>The peer's tag; null for a caller before the first response that has one.</summary>
    public string? RemoteTag => Dialog.Remote.Tag;

    /// <summary>Request-URI of what we send within the dialog: the peer's Contact.</summary>
    public string RemoteTarget => Dialog.RemoteTarget;

    /// <summary>Where what we send within the dialog goes first: the nearest route, else the peer's Contact.</summary>
    public SipTarget NextHop => Dialog.Target();

    /// <summary>Whether our 2xx was acknowledged, or the peer's 2xx was acknowledged by us.</summary>
    public bool IsAcknowledged { get; private protected set; }

    /// <summary>Caller: a provisional response.</summary>
    public event Action<SipMessage>? Progress;

    /// <summary>Caller: the first 2xx, already acknowledged; it carries the answer.</summary>
    public event Action<SipMessage>? Answered;

    /// <summary>Callee: the ACK to our 2xx.</summary>
    public event Action<SipMessage>? Acknowledged;

    /// <summary>
    /// A request within the dialog other than BYE, such as MESSAGE. Without a handler a further INVITE is answered 488 and everything else 405 or 501.
    /// </summary>
    public event Action<SipServerTransaction>? Request;

    /// <summary>It is over: refused, timed out, BYE from the peer. Not raised by our own <see cref="Bye"/>.</summary>
    public event Action<string>? Ended;

    private protected SipDialogs Owner { get; }

    private protected SipDialog Dialog { get; }

    private protected SipTransactions Transactions => Owner.Transactions;

    /// <summary>Callee: sends a provisional response.</summary>
    /// <exception cref="InvalidOperationException">We are the caller, or the INVITE is answered.</exception>
    public virtual void Ring(int status = 180) => throw NotCallee();

    /// <summary>Callee: sends 200 with the answer, again and again until the ACK comes (RFC 3261 13.3.1.4).</summary>
    /// <exception cref="InvalidOperationException">We are the caller, or the INVITE is answered.</exception>
    public virtual void Accept(ReadOnlyMemory<byte> answer, string answerType = "application/sdp") => throw NotCallee();

    /// <summary>Callee: refuses.</summary>
    /// <exception cref="InvalidOperationException">We are the caller, or the INVITE is answered.</exception>
    public virtual void Reject(int status, string? reason = null) => throw NotCallee();

    /// <summary>Ends the session: BYE once confirmed, CANCEL for a caller still waiting, 487 for a callee who has not answered.</summary>
    public abstract void Bye();

    /// <summary>A request within the dialog, with everything but Via: tags, Call-ID, the next CSeq, routes, Max-Forwards.</summary>
    public SipMessageBuilder NewRequest(string method) => Dialog.NewRequest(method);

    /// <summary>Sends a request made by <see cref="NewRequest"/> along the dialog's path.</summary>
    public SipClientTransaction Send(SipMessage request, Action<SipMessage> onResponse, Action? onTimeout = null, Action<string>? onTransportError = null) =>
        Transactions.Send(request, Dialog.Target(), onResponse, onTimeout, onTransportError);

    /// <summary>A request whose tags are this dialog's.</summary>
    internal void Handle(SipServerTransaction transaction)
    {
        var request = transaction.Request;
        if (State == InviteState.Ended)
        {
            transaction.Respond(request.Respond(481).Build());
        }
        else if (request.CSeq is { } cseq && !Dialog.TakeNumber(cseq.Number))
        {
            transaction.Respond(request.Respond(500, "Out Of Order").Build());
        }
        else if (request.Method == "BYE")
        {
            transaction.Respond(request.Respond(200).Build());
            End("BYE");
        }
        else if (Request is { } handler)
        {
            handler(transaction);
        }
        else
        {
            transaction.Respond(request.Respond(Refusal(request.Method)).Add("Allow", Methods).Build());
        }
    }

    /// <summary>An ACK whose tags are this dialog's.</summary>
    internal virtual void HandleAck(SipMessage ack)
    {
    }

    /// <summary>Whether this is the INVITE that we are to answer.</summary>
    internal virtual bool IsInvitedBy(SipServerTransaction invite) => false;

    /// <summary>The caller cancels: the end, unless we have answered.</summary>
    internal virtual void HandleCancel()
    {
    }

    private protected void SendBye() => Send(NewRequest("BYE").Build(), static _ => { });

    private protected void Close()
    {
        State = InviteState.Ended;
        Owner.Forget(this);
        OnClosed();
    }

    private protected void End(string reason)
    {
        if (State != InviteState.Ended)
        {
            Close();
            Ended?.Invoke(reason);
        }
    }

    private protected virtual void OnClosed()
    {
    }

    private protected void RaiseProgress(SipMessage response) => Progress?.Invoke(response);

    private protected void RaiseAnswered(SipMessage response) => Answered?.Invoke(response);

    private protected void RaiseAcknowledged(SipMessage ack) => Acknowledged?.Invoke(ack);

    private static int Refusal(string method) => method switch
    {
        "INVITE" => 488,
        "MESSAGE" or "OPTIONS" or "INFO" or "UPDATE" or "REFER" or "SUBSCRIBE" or "NOTIFY" or "PRACK" or "PUBLISH" or "REGISTER" => 405,
        _ => 501,
    };

    private static InvalidOperationException NotCallee() => new("The caller does not answer its own INVITE.");
}
