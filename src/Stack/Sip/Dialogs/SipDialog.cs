using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Dialogs;

/// <summary>
/// The state that two parties of a dialog share (RFC 3261 12), and the requests that follow from it. Route sets are loose (RFC 3261 16.12); a strict
/// router, which no RFC 3261 proxy is, is not worked around.
/// </summary>
internal sealed class SipDialog
{
    private uint _localNumber;
    private uint? _remoteNumber;

    private SipDialog(string callId, SipNameAddress local, SipNameAddress remote, string remoteTarget, string contact, SipTarget fallback)
    {
        (CallId, Local, Remote, RemoteTarget, Contact, Fallback) = (callId, local, remote, remoteTarget, contact, fallback);
    }

    public string CallId { get; }

    /// <summary>Our address with our tag.</summary>
    public SipNameAddress Local { get; }

    /// <summary>The peer's address, with its tag once known.</summary>
    public SipNameAddress Remote { get; private set; }

    /// <summary>Request-URI of what we send: the peer's Contact.</summary>
    public string RemoteTarget { get; private set; }

    /// <summary>Our Contact URI.</summary>
    public string Contact { get; }

    /// <summary>Route values, in the order we send them.</summary>
    public IReadOnlyList<string> Routes { get; private set; } = [];

    /// <summary>Where requests go when neither route nor Contact has a numeric address.</summary>
    public SipTarget Fallback { get; }

    /// <summary>The caller's side, before any response.</summary>
    public static SipDialog OfCaller(InviteSetup setup, IdSource ids) => OfCaller(setup, setup.CallId ?? ids.CallId(), ids);

    private static SipDialog OfCaller(InviteSetup setup, string callId, IdSource ids) => new(
        callId,
        SipNameAddress.Parse(setup.From).WithParameter("tag", ids.Child(callId).Tag()),
        SipNameAddress.Parse(setup.To),
        setup.RequestUri,
        setup.Contact,
        setup.Target);

    /// <summary>The callee's side, from the INVITE.</summary>
    /// <exception cref="ArgumentException">The request cannot open a dialog.</exception>
    public static SipDialog OfCallee(SipServerTransaction transaction, string contact, IdSource ids)
    {
        var invite = transaction.Request;
        if (invite is not { Method: "INVITE", ToTag: null, CallId: { } callId, From: { } from, To: { } to, CSeq: { } cseq })
        {
            throw new ArgumentException("Only an INVITE without To tag opens a dialog.", nameof(transaction));
        }

        return new SipDialog(callId, to.WithParameter("tag", ids.Child($"{callId} {invite.FromTag} {cseq.Number}").Tag()), from, ContactOf(invite) ?? from.Uri.ToString(), contact, transaction.Source)
        {
            _remoteNumber = cseq.Number,
            Routes = [.. invite.Values(SipHeader.RecordRoute)],
        };
    }

    /// <summary>The dialog that another branch of our forked INVITE created.</summary>
    public SipDialog Fork(SipMessage response)
    {
        var fork = new SipDialog(CallId, Local, Remote, RemoteTarget, Contact, Fallback) { _localNumber = _localNumber };
        fork.Learn(response);
        return fork;
    }

    /// <summary>Takes tag, Contact and route set from a response to our INVITE (RFC 3261 12.1.2).</summary>
    public void Learn(SipMessage response)
    {
        Remote = response.To ?? Remote;
        RemoteTarget = ContactOf(response) ?? RemoteTarget;
        Routes = [.. response.Values(SipHeader.RecordRoute).Reverse()];
    }

    /// <summary>A request of the peer's arrives: false when it is older than one before (RFC 3261 12.2.2). A target refresh is not done.</summary>
    public bool TakeNumber(uint number)
    {
        if (number <= _remoteNumber)
        {
            return false;
        }

        _remoteNumber = number;
        return true;
    }

    /// <summary>A request with the next sequence number.</summary>
    public SipMessageBuilder NewRequest(string method) => Request(method, ++_localNumber);

    /// <summary>The ACK to a 2xx for the INVITE with that number, with the INVITE's credentials (RFC 3261 13.2.2.4).</summary>
    public SipMessage Ack(SipMessage invite)
    {
        var ack = Request("ACK", invite.CSeq?.Number ?? _localNumber);
        foreach (var field in invite.Fields)
        {
            if (field.Known is SipHeader.Authorization or SipHeader.ProxyAuthorization)
            {
                ack.Add(field.Name, field.Value);
            }
        }

        return ack.Build();
    }

    /// <summary>The next hop: first route, else Contact, if it is numeric.</summary>
    public SipTarget Target()
    {
        var uri = Routes.Count > 0 && SipNameAddress.TryParse(Routes[0], out var route) ? route.Uri
            : SipUri.TryParse(RemoteTarget, out var contact) ? contact
            : null;
        return uri is not null && SipTarget.TryFrom(uri, out var target) ? target : Fallback;
    }

    private SipMessageBuilder Request(string method, uint number)
    {
        var request = SipMessage.Request(method, RemoteTarget).Add("Max-Forwards", "70");
        foreach (var route in Routes)
        {
            request.Add("Route", route);
        }

        return request
            .Add("From", Local.ToString())
            .Add("To", Remote.ToString())
            .Add("Call-ID", CallId)
            .Add("CSeq", $"{number} {method}");
    }

    private static string? ContactOf(SipMessage message) =>
        message.Values(SipHeader.Contact) is [var first, ..] && SipNameAddress.TryParse(first, out var contact) ? contact.Uri.ToString() : null;
}
