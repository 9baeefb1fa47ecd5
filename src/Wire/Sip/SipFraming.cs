namespace Conformance.Wire.Sip;

/// <summary>How the end of a message is found (RFC 3261 18.3).</summary>
public enum SipFraming
{
    /// <summary>One datagram, one message: a body shorter than Content-Length is malformed, surplus bytes are not part of it.</summary>
    Datagram,

    /// <summary>TCP or TLS: Content-Length is needed to know where the message ends, line ends before the start line are skipped (7.5).</summary>
    Stream,
}
