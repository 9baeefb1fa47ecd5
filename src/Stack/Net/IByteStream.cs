using System.Net;

namespace Conformance.Stack.Net;

/// <summary>
/// One end of a connected byte stream. Bytes that arrive while <see cref="Received"/> is null are dropped, so handlers are set in the callback that
/// hands the stream over.
/// </summary>
public interface IByteStream
{
    /// <summary>Our address and port.</summary>
    IPEndPoint Local { get; }

    /// <summary>The peer's address and port.</summary>
    IPEndPoint Remote { get; }

    /// <summary><see cref="TransportKind.Tcp"/> or <see cref="TransportKind.Tls"/>; for a sniffing listener, what the peer chose.</summary>
    TransportKind Kind { get; }

    /// <summary>False once closed by either side.</summary>
    bool IsOpen { get; }

    /// <summary>Bytes accepted by <see cref="Send"/> and not yet taken by the network; a polite sender waits for <see cref="Drained"/>.</summary>
    int PendingBytes { get; }

    /// <summary>
    /// False stops reading, so that the peer is slowed down by the transport; true goes on. At most one delivery already under way still arrives.
    /// </summary>
    bool Reading { get; set; }

    /// <summary>Called with each run of bytes, in order.</summary>
    Action<ReadOnlyMemory<byte>>? Received { get; set; }

    /// <summary>Called once when the stream ends without our <see cref="Close"/>: null for an orderly end by the peer, else why it broke.</summary>
    Action<string?>? Closed { get; set; }

    /// <summary>Called when <see cref="PendingBytes"/> falls back to zero.</summary>
    Action? Drained { get; set; }

    /// <summary>
    /// Queues bytes in order. Ignored on a closed stream. A peer that lets more than the network's pending limit pile up breaks the stream.
    /// </summary>
    void Send(ReadOnlyMemory<byte> bytes);

    /// <summary>Sends what is queued, then ends the stream; <see cref="Closed"/> is not called.</summary>
    void Close();
}
