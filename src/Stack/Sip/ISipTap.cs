namespace Conformance.Stack.Sip;

/// <summary>Sees every message of a transport before anything acts on it: retransmissions, malformed bytes and strays included.</summary>
public interface ISipTap
{
    /// <summary>Handed to the network. That it left is not known.</summary>
    void Sent(SipPacket packet);

    /// <summary>Arrived.</summary>
    void Received(SipPacket packet);
}
