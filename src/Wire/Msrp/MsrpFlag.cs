namespace Conformance.Wire.Msrp;

/// <summary>The continuation flag that ends every MSRP message (RFC 4975 7.1).</summary>
public enum MsrpFlag
{
    /// <summary><c>$</c>: the chunk completes the message.</summary>
    Last,

    /// <summary><c>+</c>: more chunks follow.</summary>
    More,

    /// <summary><c>#</c>: the sender gave the message up; nothing more comes.</summary>
    Aborted,
}
