using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>A request of a peer's. Unanswered ones stay until they are answered or terminated.</summary>
public sealed class SipServerTransaction
{
    /// <summary>The request with received and rport filled in, so that <see cref="SipMessage.Respond"/> copies the right Via.</summary>
    public SipMessage Request => throw new NotImplementedException();

    /// <summary>The request as it crossed the wire, with its source.</summary>
    public SipPacket Packet => throw new NotImplementedException();

    /// <summary>Where it came from.</summary>
    public SipTarget Source => throw new NotImplementedException();

    /// <summary>The latest response given to <see cref="Respond"/>.</summary>
    public SipMessage? LastResponse => throw new NotImplementedException();

    /// <summary>True once a final response was given.</summary>
    public bool IsAnswered => throw new NotImplementedException();

    /// <summary>Copies of the request that were absorbed.</summary>
    public int RepeatedRequests => throw new NotImplementedException();

    /// <summary>True when an ACK to a non-2xx response of ours has come.</summary>
    public bool IsAcknowledged => throw new NotImplementedException();

    /// <summary>The response could not be sent; the reason.</summary>
    public event Action<string>? TransportError { add { } remove { } }

    /// <summary>No ACK came for a non-2xx response within 64*T1.</summary>
    public event Action? AckTimeout { add { } remove { } }

    /// <summary>
    /// Sends a response and lets the machine repeat it as needed. After a final response further ones are dropped (RFC 3261 17.2.2), except that 2xx
    /// to an INVITE may be given again.
    /// </summary>
    /// <returns>Whether it was sent.</returns>
    public bool Respond(SipMessage response) => throw new NotImplementedException();

    /// <summary>Sends <paramref name="response"/> on the request's path behind the machine's back: a second, different final, for instance.</summary>
    public void RespondBehind(ReadOnlyMemory<byte> response) => throw new NotImplementedException();

    /// <summary>Sends the latest response once more.</summary>
    public void Resend() => throw new NotImplementedException();

    /// <summary>Never answers: copies are absorbed, no 100 is sent, until the peer must have given up (64*T1).</summary>
    public void Ignore() => throw new NotImplementedException();

    /// <summary>Forgets it at once: a copy that still comes looks new.</summary>
    public void Terminate() => throw new NotImplementedException();
}
