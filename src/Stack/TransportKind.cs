namespace Conformance.Stack;

/// <summary>How bytes travel between two parties.</summary>
public enum TransportKind
{
    /// <summary>Datagrams: may be lost, repeated or reordered.</summary>
    Udp,

    /// <summary>A plain byte stream.</summary>
    Tcp,

    /// <summary>A byte stream under TLS.</summary>
    Tls,
}
