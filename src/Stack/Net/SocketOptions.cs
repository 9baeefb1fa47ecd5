namespace Conformance.Stack.Net;

/// <summary>Limits of real sockets.</summary>
public sealed record SocketOptions
{
    /// <summary>Kernel receive buffer of a UDP port: room for a burst of some thousand messages while the loop is busy. The kernel may grant less.</summary>
    public int UdpReceiveBuffer { get; init; } = 4 * 1024 * 1024;

    /// <summary>Unsent bytes at which a stream is broken, because its peer does not read.</summary>
    public int MaxPendingBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Connections the kernel keeps before we accept them: a fan-out opens thousands at once. The kernel may allow fewer.</summary>
    public int Backlog { get; init; } = 4096;

    /// <summary>How long a TCP connection may take to open; shorter than a transaction's 32 s, so that the cause is seen.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a TLS handshake, or the first byte on a sniffing port, may take.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
