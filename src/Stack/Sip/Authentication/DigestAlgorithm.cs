namespace Conformance.Stack.Sip.Authentication;

/// <summary>Hash of a digest challenge (RFC 8760 2). Better ones have higher values.</summary>
public enum DigestAlgorithm
{
    /// <summary>The default when a challenge names none; not recommended any more.</summary>
    Md5,

    /// <summary>SHA-256.</summary>
    Sha256,
}
