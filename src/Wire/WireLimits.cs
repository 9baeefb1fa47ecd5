namespace Conformance.Wire;

/// <summary>
/// How much a codec takes from a peer before it answers <see cref="WireReason.Limit"/>. Each default is far above honest
/// traffic and far below what would hurt.
/// </summary>
public sealed record WireLimits
{
    /// <summary>The defaults below.</summary>
    public static WireLimits Default { get; } = new();

    /// <summary>Bytes of start line plus all headers. 64 KiB: the largest datagram, so a message legal on UDP is legal everywhere.</summary>
    public int HeaderBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes of one header field with its folded lines; never more than 65,535, which the field table stores in 16 bits.</summary>
    public int FieldBytes { get; init; } = 32 * 1024;

    /// <summary>Header fields in one message. 256: a request that crossed 70 hops with a Via, a Record-Route and a Route each fits.</summary>
    public int Fields { get; init; } = 256;

    /// <summary>Bytes of a SIP body. 16 MiB: a list of some 100,000 recipients in a multipart body with its text.</summary>
    public int BodyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of one MSRP chunk. 16 MiB: senders should stay at 2 KiB unless they can interrupt, but a file in one chunk is legal.</summary>
    public int ChunkBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of one MSRP message put together from chunks. 16 MiB: a declared total above it is refused before memory is taken.</summary>
    public int MessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Parts in one multipart body. 64: the documents served here carry two or three.</summary>
    public int Parts { get; init; } = 64;

    /// <summary>Bodies within bodies (multipart, message/cpim). 8: the deepest documented nesting is three.</summary>
    public int NestingDepth { get; init; } = 8;

    /// <summary>Bytes of one XML document. 16 MiB: room for the 100,000 entries of <see cref="XmlElements"/> with long URIs.</summary>
    public int XmlBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Depth of XML elements. 32: lists nest a few levels; a parser's stack is safe far beyond.</summary>
    public int XmlDepth { get; init; } = 32;

    /// <summary>XML elements in one document. 125,000: 100,000 entries, and the lists and some display names around them.</summary>
    public int XmlElements { get; init; } = 125_000;
}
