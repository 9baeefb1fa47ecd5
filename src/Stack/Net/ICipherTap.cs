using System.Net;

namespace Conformance.Stack.Net;

/// <summary>Sees the octets of TLS connections as they cross the sockets: encrypted. Called from any thread.</summary>
public interface ICipherTap
{
    /// <summary>A connection was made on which TLS begins.</summary>
    /// <param name="local">Our end.</param>
    /// <param name="remote">The peer's end.</param>
    /// <param name="accepted">True when the peer opened it, and is the client of the handshake.</param>
    /// <returns>Gets its octets.</returns>
    ICipherConnection Opened(IPEndPoint local, IPEndPoint remote, bool accepted);
}

/// <summary>Gets the octets of one TLS connection, those of each direction in order.</summary>
public interface ICipherConnection
{
    /// <summary>Octets are about to leave, or have come in.</summary>
    /// <param name="at">When, by the clock of the network's loop.</param>
    /// <param name="inbound">True when they came in.</param>
    /// <param name="octets">What crosses the socket; to be copied when it is kept.</param>
    void Crossed(DateTimeOffset at, bool inbound, ReadOnlySpan<byte> octets);
}
