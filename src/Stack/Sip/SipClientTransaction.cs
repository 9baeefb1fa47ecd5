using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>A request of ours and what came back.</summary>
public sealed class SipClientTransaction
{
    /// <summary>The request as sent, Via included.</summary>
    public SipMessage Request => throw new NotImplementedException();

    /// <summary>Where it goes; differs from what was asked for when its size moved it to TCP.</summary>
    public SipTarget Target => throw new NotImplementedException();

    /// <summary>The latest response delivered.</summary>
    public SipMessage? LastResponse => throw new NotImplementedException();

    /// <summary>The final response; the first one for an INVITE answered by several.</summary>
    public SipMessage? FinalResponse => throw new NotImplementedException();

    /// <summary>How often the request was sent, retransmissions included.</summary>
    public int Sends => throw new NotImplementedException();

    /// <summary>Copies of the final response that were absorbed.</summary>
    public int RepeatedFinals => throw new NotImplementedException();

    /// <summary>True once a final response, a timeout, a transport error or <see cref="Terminate"/> has ended it for its user.</summary>
    public bool IsCompleted => throw new NotImplementedException();

    /// <summary>
    /// Ends it silently: no more copies, no more callbacks, later responses are unmatched. For a party that pretends to have lost something.
    /// </summary>
    public void Terminate() => throw new NotImplementedException();

    /// <summary>Sends one more copy now, whatever the timers say.</summary>
    public void Resend() => throw new NotImplementedException();

    /// <summary>Builds and sends the CANCEL for this INVITE (RFC 3261 9.1). The INVITE goes on, normally to a 487.</summary>
    /// <exception cref="InvalidOperationException">No provisional response has come yet, or a final one has.</exception>
    public SipClientTransaction Cancel(Action<SipMessage>? onResponse = null) => throw new NotImplementedException();
}
