using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip.Dialogs;

/// <summary>
/// A session set up by INVITE and the dialog it creates (RFC 3261 12 to 15), on either side of the call. Made by <see cref="SipDialogs"/>.
/// </summary>
public sealed class InviteSession
{
    /// <summary>Whether we sent the INVITE.</summary>
    public bool IsCaller => throw new NotImplementedException();

    /// <summary>Where it stands.</summary>
    public InviteState State => throw new NotImplementedException();

    /// <summary>The INVITE, as last sent or as received.</summary>
    public SipMessage Invite => throw new NotImplementedException();

    /// <summary>The final response to the INVITE, once there is one.</summary>
    public SipMessage? FinalResponse => throw new NotImplementedException();

    /// <summary>The Call-ID.</summary>
    public string CallId => throw new NotImplementedException();

    /// <summary>Our tag.</summary>
    public string LocalTag => throw new NotImplementedException();

    /// <summary>The peer's tag; null for a caller before the first response that has one.</summary>
    public string? RemoteTag => throw new NotImplementedException();

    /// <summary>Whether our 2xx was acknowledged, or the peer's 2xx was acknowledged by us.</summary>
    public bool IsAcknowledged => throw new NotImplementedException();

    /// <summary>Caller: a provisional response.</summary>
    public event Action<SipMessage>? Progress { add { } remove { } }

    /// <summary>Caller: the first 2xx, already acknowledged; it carries the answer.</summary>
    public event Action<SipMessage>? Answered { add { } remove { } }

    /// <summary>Callee: the ACK to our 2xx.</summary>
    public event Action<SipMessage>? Acknowledged { add { } remove { } }

    /// <summary>A request within the dialog other than BYE, such as MESSAGE. Without a handler it is answered 501.</summary>
    public event Action<SipServerTransaction>? Request { add { } remove { } }

    /// <summary>It is over: refused, timed out, BYE from the peer. Not raised by our own <see cref="Bye"/>.</summary>
    public event Action<string>? Ended { add { } remove { } }

    /// <summary>Callee: sends a provisional response.</summary>
    public void Ring(int status = 180) => throw new NotImplementedException();

    /// <summary>Callee: sends 200 with the answer, again and again until the ACK comes (RFC 3261 13.3.1.4).</summary>
    public void Accept(ReadOnlyMemory<byte> answer, string answerType = "application/sdp") => throw new NotImplementedException();

    /// <summary>Callee: refuses.</summary>
    public void Reject(int status, string? reason = null) => throw new NotImplementedException();

    /// <summary>Ends the session: BYE once confirmed, CANCEL for a caller still waiting, 487 for a callee who has not answered.</summary>
    public void Bye() => throw new NotImplementedException();

    /// <summary>A request within the dialog, with everything but Via: tags, Call-ID, the next CSeq, routes, Max-Forwards.</summary>
    public SipMessageBuilder NewRequest(string method) => throw new NotImplementedException();

    /// <summary>Sends a request made by <see cref="NewRequest"/> along the dialog's path.</summary>
    public SipClientTransaction Send(SipMessage request, Action<SipMessage> onResponse, Action? onTimeout = null, Action<string>? onTransportError = null) =>
        throw new NotImplementedException();
}
