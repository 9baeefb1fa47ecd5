using System.Net;
using Conformance.Wire;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>One MSRP request or response, or bytes that should have been one, as it crossed a connection.</summary>
public sealed class MsrpPacket
{
    /// <summary>Whether we sent it.</summary>
    public required bool Outgoing { get; init; }

    /// <summary><see cref="TransportKind.Tcp"/> or <see cref="TransportKind.Tls"/>.</summary>
    public required TransportKind Transport { get; init; }

    /// <summary>Every octet, start line through end-line. A chunk that was written in slices is one packet, shown when it ended.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The message; null when the bytes are none.</summary>
    public MsrpMessage? Message { get; init; }

    /// <summary>Why the bytes are no message.</summary>
    public WireError? Error { get; init; }

    /// <summary>Our address and port.</summary>
    public required IPEndPoint Local { get; init; }

    /// <summary>The peer's address and port.</summary>
    public required IPEndPoint Remote { get; init; }

    /// <summary>When it crossed, by the loop's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The session id of our own session it belongs to; null when it belongs to none.</summary>
    public string? SessionId { get; init; }
}
