using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>
/// Who sent a request. After a final response, a timeout or a transport error nothing more comes, except further 2xx to an INVITE.
/// </summary>
public interface ISipClientUser
{
    /// <summary>Each provisional response, and the final one once; its copies are only counted.</summary>
    void OnResponse(SipMessage response);

    /// <summary>No final response within 64*T1; counts as 408 (RFC 3261 8.1.3.1).</summary>
    void OnTimeout();

    /// <summary>The request could not be sent; counts as 503 (RFC 3261 8.1.3.1).</summary>
    void OnTransportError(string reason);
}
