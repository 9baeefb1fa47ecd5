using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Dialogs;

/// <summary>
/// The dialogs of one party. The party hands it the requests that might belong to one; only ACKs it takes from the transaction layer itself.
/// </summary>
public sealed class SipDialogs
{
    private readonly Dictionary<(string CallId, string LocalTag), InviteSession> _sessions = [];

    /// <param name="transactions">What it sends through; ACKs to 2xx are taken from there.</param>
    /// <param name="ids">Tags and Call-IDs.</param>
    public SipDialogs(SipTransactions transactions, IdSource ids)
    {
        (Transactions, Ids) = (transactions, ids);
        transactions.AckReceived += OnAck;
    }

    /// <summary>The transaction layer.</summary>
    public SipTransactions Transactions { get; }

    /// <summary>As given.</summary>
    public IdSource Ids { get; }

    /// <summary>The dialogs that are not over.</summary>
    public IReadOnlyCollection<InviteSession> Sessions => _sessions.Values;

    /// <summary>Sends an INVITE.</summary>
    public InviteSession Invite(InviteSetup setup) => Add(new CallerSession(this, setup));

    /// <summary>A session for an INVITE that came in; to be rung, accepted or rejected.</summary>
    /// <param name="invite">The INVITE.</param>
    /// <param name="contact">Our Contact URI.</param>
    /// <exception cref="ArgumentException">Not an INVITE outside a dialog.</exception>
    public InviteSession Incoming(SipServerTransaction invite, string contact) => Add(new CalleeSession(this, invite, contact));

    /// <summary>
    /// Handles a request within one of the dialogs, or a CANCEL of an INVITE of theirs. A request whose tags belong to no dialog of this party is not
    /// handled; a party answers it 481.
    /// </summary>
    /// <returns>Whether it was one of ours.</returns>
    public bool Handle(SipServerTransaction transaction)
    {
        if (transaction.Request.Method == "CANCEL")
        {
            return HandleCancel(transaction);
        }

        if (Find(transaction.Request) is not { } session)
        {
            return false;
        }

        session.Handle(transaction);
        return true;
    }

    internal void Forget(InviteSession session) => _sessions.Remove((session.CallId, session.LocalTag));

    private InviteSession Add(InviteSession session)
    {
        // A peer that repeats an INVITE in every detail gets the same tag again, and the later session.
        _sessions[(session.CallId, session.LocalTag)] = session;
        return session;
    }

    private InviteSession? Find(SipMessage request) =>
        request is { CallId: { } callId, ToTag: { } tag } && _sessions.TryGetValue((callId, tag), out var session) && session.RemoteTag == request.FromTag
            ? session
            : null;

    private bool HandleCancel(SipServerTransaction cancel)
    {
        var invite = Transactions.CancelledBy(cancel);
        if (invite is null || _sessions.Values.FirstOrDefault(session => session.IsInvitedBy(invite)) is not { } session)
        {
            return false;
        }

        // RFC 3261 9.2: the CANCEL gets the same To tag as the INVITE, and 200 whether or not it still has an effect.
        cancel.Respond(cancel.Request.Respond(200).Set("To", session.LocalAddress).Build());
        session.HandleCancel();
        return true;
    }

    private void OnAck(SipPacket packet)
    {
        if (packet.Message is { } ack)
        {
            Find(ack)?.HandleAck(ack);
        }
    }
}
