namespace Conformance.Stack.Msrp;

/// <summary>A message to send: content, report headers, and how it is to be cut.</summary>
public sealed record MsrpOutgoing
{
    /// <summary>The octets; ignored without a <see cref="ContentType"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The Content-Type of every chunk; null makes a SEND without body, such as the one that opens a session.</summary>
    public string? ContentType { get; init; }

    /// <summary>The MSRP Message-ID of every chunk; a fresh one when null.</summary>
    public string? MessageId { get; init; }

    /// <summary>Success-Report as it is to be written on every chunk; null leaves it out, which means no.</summary>
    public string? SuccessReport { get; init; }

    /// <summary>Failure-Report as it is to be written on every chunk; null leaves it out, which means yes.</summary>
    public string? FailureReport { get; init; }

    /// <summary>
    /// Octets per chunk. Null sends one chunk, which is interrupted only when other traffic waits. Chunks above 2048 octets have an open range end,
    /// so that they may be interrupted (RFC 4975 7.1.1).
    /// </summary>
    public int? ChunkSize { get; init; }

    /// <summary>Offsets into the body, ascending, at which a chunk must end besides.</summary>
    public IReadOnlyList<int> Cuts { get; init; } = [];

    /// <summary>Further headers of every chunk, written before Content-Type in this order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether the peer owes a response to each chunk that went well: Failure-Report is yes or absent.</summary>
    public bool WantsResponses => FailureReport is null
        || !(FailureReport.Equals("no", StringComparison.OrdinalIgnoreCase) || FailureReport.Equals("partial", StringComparison.OrdinalIgnoreCase));
}
