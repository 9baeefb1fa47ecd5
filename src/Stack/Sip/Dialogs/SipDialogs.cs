using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Dialogs;

/// <summary>The dialogs of one party. It subscribes to nothing: the party hands it the requests that might be its own.</summary>
public sealed class SipDialogs
{
    /// <param name="transactions">What it sends through; ACKs to 2xx are taken from there.</param>
    /// <param name="ids">Tags and Call-IDs.</param>
    public SipDialogs(SipTransactions transactions, IdSource ids) => (Transactions, Ids) = (transactions, ids);

    /// <summary>The transaction layer.</summary>
    public SipTransactions Transactions { get; }

    /// <summary>As given.</summary>
    public IdSource Ids { get; }

    /// <summary>The dialogs that are not over.</summary>
    public IReadOnlyCollection<InviteSession> Sessions => throw new NotImplementedException();

    /// <summary>Sends an INVITE.</summary>
    public InviteSession Invite(InviteSetup setup) => throw new NotImplementedException();

    /// <summary>A session for an INVITE that came in; to be rung, accepted or rejected.</summary>
    /// <param name="contact">Our Contact URI.</param>
    /// <exception cref="ArgumentException">Not an INVITE outside a dialog.</exception>
    public InviteSession Incoming(SipServerTransaction invite, string contact) => throw new NotImplementedException();

    /// <summary>
    /// Handles a request within one of the dialogs, or a CANCEL of an INVITE that is not answered yet. A request whose To tag belongs to no dialog of
    /// this party is not handled; a party answers it 481.
    /// </summary>
    /// <returns>Whether it was one of ours.</returns>
    public bool Handle(SipServerTransaction transaction) => throw new NotImplementedException();
}
