namespace Conformance.Stack.Msrp;

/// <summary>Sees every MSRP message of an endpoint before anything acts on it, malformed bytes and strays included.</summary>
public interface IMsrpTap
{
    /// <summary>Handed to the network. That it left is not known.</summary>
    void Sent(MsrpPacket packet);

    /// <summary>Arrived.</summary>
    void Received(MsrpPacket packet);
}
