using System.Net;
using Conformance.Stack.Net;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Sip;

/// <summary>
/// One host's SIP ports: UDP, TCP and TLS, stream framing, connection reuse, and the response routing of RFC 3261 18.2.2 with RFC 3581.
/// Lives on its network's loop.
/// </summary>
public sealed class SipTransport : IDisposable
{
    /// <summary>Opens the ports.</summary>
    /// <exception cref="NetworkException">A port is taken.</exception>
    public SipTransport(INetwork network, SipTransportOptions? options = null) => (Network, Options) = (network, options ?? new SipTransportOptions());

    /// <summary>The byte transports beneath.</summary>
    public INetwork Network { get; }

    /// <summary>The loop everything runs on.</summary>
    public IEventLoop Loop => Network.Loop;

    /// <summary>As given.</summary>
    public SipTransportOptions Options { get; }

    /// <summary>Called with every well-formed message, after the taps. <see cref="SipTransactions"/> takes it.</summary>
    public Action<SipPacket>? Received { get; set; }

    /// <summary>The address and actual port of a transport; null when it is not open.</summary>
    public IPEndPoint? Local(TransportKind kind) => throw new NotImplementedException();

    /// <summary>host:port as Via names it (IPv6 in brackets).</summary>
    /// <exception cref="InvalidOperationException">The transport is not open.</exception>
    public string SentBy(TransportKind kind) => throw new NotImplementedException();

    /// <summary>This host as a target for others.</summary>
    /// <exception cref="InvalidOperationException">The transport is not open.</exception>
    public SipTarget TargetOf(TransportKind kind) => throw new NotImplementedException();

    /// <summary>Adds an observer; dispose the result to remove it.</summary>
    public IDisposable Tap(ISipTap tap) => throw new NotImplementedException();

    /// <summary>
    /// Sends a message as it is. Streams are reused by target, incoming ones included, and opened when there is none.
    /// </summary>
    /// <param name="failed">Called on the loop, at most once, with the reason when it could not be sent.</param>
    public void Send(SipMessage message, SipTarget target, Action<string>? failed = null) => throw new NotImplementedException();

    /// <summary>Sends bytes as they are, however malformed.</summary>
    /// <inheritdoc cref="Send(SipMessage, SipTarget, Action{string})"/>
    public void Send(ReadOnlyMemory<byte> bytes, SipTarget target, Action<string>? failed = null) => throw new NotImplementedException();

    /// <summary>
    /// Sends a response where <paramref name="request"/> asks for it: over its stream, or by its top Via over UDP from the port it came in on. The
    /// response's own Via is not looked at, so a deliberately wrong one still arrives.
    /// </summary>
    public void SendResponse(SipMessage response, SipPacket request, Action<string>? failed = null) => throw new NotImplementedException();

    /// <inheritdoc cref="SendResponse(SipMessage, SipPacket, Action{string})"/>
    public void SendResponse(ReadOnlyMemory<byte> bytes, SipPacket request, Action<string>? failed = null) => throw new NotImplementedException();

    /// <summary>Closes every stream and leaves the ports open; the next message opens a new one.</summary>
    public void CloseStreams() => throw new NotImplementedException();

    /// <summary>Closes ports and streams.</summary>
    public void Dispose()
    {
    }
}
