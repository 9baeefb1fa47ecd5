using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Dialogs;

/// <summary>The callee's side: responses, and the 2xx until its ACK.</summary>
internal sealed class CalleeSession(SipDialogs owner, SipServerTransaction transaction, string contact)
    : InviteSession(owner, SipDialog.OfCallee(transaction, contact, owner.Ids))
{
    private readonly SipServerTransaction _transaction = transaction;
    private IDisposable? _timer;
    private TimeSpan _pause;
    private DateTimeOffset _giveUp;
    private bool _byeWanted;

    public override bool IsCaller => false;

    public override SipMessage Invite => _transaction.Request;

    public override void Ring(int status = 180)
    {
        Demand();
        _transaction.Respond(Compose(status, null).Build());
    }

    public override void Accept(ReadOnlyMemory<byte> answer, string answerType = "application/sdp")
    {
        Demand();
        var response = Compose(200, null).Add("Allow", Methods);
        FinalResponse = (answer.IsEmpty ? response : response.Body(answer, answerType)).Build();
        State = InviteState.Confirmed;
        var timers = Transactions.Timers;
        _pause = timers.T1;
        _giveUp = Transactions.Transport.Loop.Now + timers.Timeout;
        _transaction.Respond(FinalResponse);
        SetTimer();
    }

    public override void Reject(int status, string? reason = null)
    {
        Demand();
        Close();
        FinalResponse = Compose(status, reason).Build();
        _transaction.Respond(FinalResponse);
    }

    public override void Bye()
    {
        if (State == InviteState.Early)
        {
            Reject(487);
        }
        else if (State == InviteState.Confirmed && IsAcknowledged)
        {
            Close();
            SendBye();
        }
        else if (State == InviteState.Confirmed)
        {
            // RFC 3261 15: the callee sends no BYE before the ACK, or the time for it, has come.
            _byeWanted = true;
        }
    }

    internal override void HandleAck(SipMessage ack)
    {
        if (State != InviteState.Confirmed || IsAcknowledged || ack.CSeq?.Number != Invite.CSeq?.Number)
        {
            return;
        }

        IsAcknowledged = true;
        OnClosed();
        RaiseAcknowledged(ack);
        if (_byeWanted)
        {
            Bye();
        }
    }

    internal override bool IsInvitedBy(SipServerTransaction invite) => invite == _transaction;

    internal override void HandleCancel()
    {
        if (State == InviteState.Early)
        {
            FinalResponse = Compose(487, null).Build();
            _transaction.Respond(FinalResponse);
            End("CANCEL");
        }
    }

    private protected override void OnClosed()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private void SetTimer() => _timer = Transactions.Transport.Loop.After(_pause, OnTimer);

    private void OnTimer()
    {
        if (Transactions.Transport.Loop.Now >= _giveUp)
        {
            End("no ACK");
            SendBye();
        }
        else if (FinalResponse is { } response)
        {
            _transaction.Respond(response);
            var timers = Transactions.Timers;
            var doubled = 2 * _pause;
            _pause = doubled > timers.T2 ? timers.T2 : doubled;
            SetTimer();
        }
    }

    private SipMessageBuilder Compose(int status, string? reason)
    {
        var response = Invite.Respond(status, reason).Set("To", Dialog.Local.ToString());
        if (status is > 100 and < 300)
        {
            foreach (var route in Dialog.Routes)
            {
                response.Add("Record-Route", route);
            }

            response.Add("Contact", $"<{Dialog.Contact}>");
        }

        return response;
    }

    private void Demand()
    {
        if (State != InviteState.Early)
        {
            throw new InvalidOperationException("The INVITE is answered already.");
        }
    }
}
