using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Dialogs;

/// <summary>The caller's side: INVITE, ACK to every 2xx, CANCEL.</summary>
internal sealed class CallerSession : InviteSession
{
    private readonly InviteSetup _setup;
    private SipClientTransaction _transaction;
    private bool _cancelWanted;
    private bool _hasProgress;

    public CallerSession(SipDialogs owner, InviteSetup setup)
        : base(owner, SipDialog.OfCaller(setup, owner.Ids))
    {
        _setup = setup;
        _transaction = Start(Compose());
    }

    public override bool IsCaller => true;

    public override SipMessage Invite => _transaction.Request;

    public override void Bye()
    {
        if (State == InviteState.Confirmed)
        {
            Close();
            SendBye();
        }
        else if (State == InviteState.Early)
        {
            // No CANCEL before a provisional response (RFC 3261 9.1); a 2xx that overtakes it is acknowledged and ended by BYE.
            _cancelWanted = true;
            Close();
            if (_hasProgress)
            {
                _transaction.Cancel();
            }
        }
    }

    private SipMessage Compose()
    {
        var invite = NewRequest("INVITE").Add("Contact", $"<{Dialog.Contact}>").Add("Allow", Methods);
        foreach (var (name, value) in _setup.Headers)
        {
            invite.Add(name, value);
        }

        return (_setup.Offer.IsEmpty ? invite : invite.Body(_setup.Offer, _setup.OfferType)).Build();
    }

    private SipClientTransaction Start(SipMessage invite) => Transactions.Send(
        invite,
        _setup.Target,
        OnResponse,
        () => End("no final response to the INVITE"),
        reason => End($"the INVITE could not be sent: {reason}"));

    private void OnResponse(SipMessage response)
    {
        if (response.StatusCode < 200)
        {
            _hasProgress = true;
            if (_cancelWanted && !_transaction.IsCompleted)
            {
                _cancelWanted = false;
                _transaction.Cancel();
            }
            else if (State == InviteState.Early)
            {
                RaiseProgress(response);
            }
        }
        else if (response.StatusCode < 300)
        {
            OnSuccess(response);
        }
        else
        {
            OnRefusal(response);
        }
    }

    private void OnSuccess(SipMessage response)
    {
        if (FinalResponse is { } first)
        {
            // A copy means that our ACK was lost. Another tag is another branch of a fork, of which we keep only the first.
            if (first.ToTag == response.ToTag)
            {
                Acknowledge();
            }
            else
            {
                RejectFork(response);
            }

            return;
        }

        FinalResponse = response;
        Dialog.Learn(response);
        Acknowledge();
        IsAcknowledged = true;
        if (State == InviteState.Ended)
        {
            SendBye();
            return;
        }

        State = InviteState.Confirmed;
        RaiseAnswered(response);
    }

    private void OnRefusal(SipMessage response)
    {
        if (State == InviteState.Early && _setup.Retry?.Invoke(Invite, response) is { } retry)
        {
            var number = NewRequest("INVITE").Build().Value(SipHeader.CSeq) ?? "";
            _hasProgress = false;
            _transaction = Start(retry.Edit().Remove("Via").Set("CSeq", number).Build());
            return;
        }

        FinalResponse = response;
        End($"{response.StatusCode} {response.ReasonPhrase}".TrimEnd());
    }

    private void Acknowledge() => Transactions.SendStateless(Dialog.Ack(Invite), Dialog.Target());

    private void RejectFork(SipMessage response)
    {
        var fork = Dialog.Fork(response);
        Transactions.SendStateless(fork.Ack(Invite), fork.Target());
        Transactions.Send(fork.NewRequest("BYE").Build(), fork.Target(), static _ => { });
    }
}
