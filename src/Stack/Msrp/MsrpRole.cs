namespace Conformance.Stack.Msrp;

/// <summary>Who opens the connection of a session (RFC 6135).</summary>
public enum MsrpRole
{
    /// <summary>We connect, and send the first SEND.</summary>
    Active,

    /// <summary>The peer connects, and we send nothing before its first request.</summary>
    Passive,
}
