namespace Conformance.Stack.Msrp;

/// <summary>The setup attribute (RFC 4145, RFC 6135).</summary>
public enum MsrpSetup
{
    /// <summary>Will connect.</summary>
    Active,

    /// <summary>Waits for the connection; answers only.</summary>
    Passive,

    /// <summary>Either; offers only.</summary>
    ActPass,
}
