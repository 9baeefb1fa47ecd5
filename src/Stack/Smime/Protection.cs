namespace Conformance.Stack.Smime;

/// <summary>The S/MIME layers around a body (RFC 3851). Where there are both, the signature is inside.</summary>
[Flags]
public enum Protection
{
    /// <summary>In clear.</summary>
    None = 0,

    /// <summary>Signed by its author.</summary>
    Signed = 1,

    /// <summary>Encrypted for its readers.</summary>
    Encrypted = 2,
}
