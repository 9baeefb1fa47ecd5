using System.Net;

namespace Conformance.Harness.Remote.Description;

/// <summary>Where the harness listens, and what else it is for the system under test.</summary>
public sealed record HarnessPlace
{
    /// <summary>The address of all ports.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The address that is written into messages instead, when the system under test reaches the harness through another one (NAT); null for the same.</summary>
    public IPAddress? Advertise { get; init; }

    /// <summary>SIP over UDP and TCP; 0 takes any free port.</summary>
    public int SipPort { get; init; }

    /// <summary>SIP over TLS; 0 takes any free port.</summary>
    public int TlsPort { get; init; }

    /// <summary>SIP over TLS with a certificate for another name, which a careful client does not go on with; 0 takes any free port.</summary>
    public int OtherTlsPort { get; init; }

    /// <summary>MSRP; 0 takes any free port.</summary>
    public int MsrpPort { get; init; }

    /// <summary>True when the system under test registers with the harness and uses it as outbound proxy, as softphones do.</summary>
    public bool Registrar { get; init; }
}
