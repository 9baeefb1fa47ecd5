using System.Net;
using Conformance.Stack.Net;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>
/// One MSRP port for any number of sessions, plain and under TLS. The first request of a connection binds it to the session its To-Path names
/// (RFC 4975 5.4). Lives on its network's loop.
/// </summary>
public sealed class MsrpEndpoint : IDisposable
{
    /// <summary>Opens the port.</summary>
    /// <exception cref="NetworkException">The port is taken.</exception>
    public MsrpEndpoint(INetwork network, IdSource ids, MsrpSettings? settings = null)
    {
        (Network, Ids, Settings) = (network, ids, settings ?? new MsrpSettings());
    }

    /// <summary>The byte transports beneath.</summary>
    public INetwork Network { get; }

    /// <summary>Where transaction, message and session ids come from.</summary>
    public IdSource Ids { get; }

    /// <summary>As given.</summary>
    public MsrpSettings Settings { get; }

    /// <summary>The address and the actual port.</summary>
    public IPEndPoint Local => throw new NotImplementedException();

    /// <summary>Sessions that were created and not closed.</summary>
    public IReadOnlyCollection<MsrpSession> Sessions => throw new NotImplementedException();

    /// <summary>Open connections, ours and the peers'.</summary>
    public IReadOnlyCollection<MsrpConnection> Connections => throw new NotImplementedException();

    /// <summary>Asked before anything acts on a message that came in; true means it is dealt with.</summary>
    public Func<MsrpConnection, MsrpMessage, bool>? Intercept { get; set; }

    /// <summary>What belongs to no session: unknown URIs, unmatched responses, malformed bytes. It has been answered as far as an answer is due.</summary>
    public event Action<MsrpConnection, MsrpPacket>? Stray { add { } remove { } }

    /// <summary>A peer connected.</summary>
    public event Action<MsrpConnection>? Accepted { add { } remove { } }

    /// <summary>Adds an observer; dispose the result to remove it.</summary>
    public IDisposable Tap(IMsrpTap tap) => throw new NotImplementedException();

    /// <summary>A URI of ours with an unguessable session id, for use in one session.</summary>
    public MsrpUri CreateUri(bool secure = false) => throw new NotImplementedException();

    /// <summary>A session that can be bound to from now on.</summary>
    /// <param name="secure">msrps, over TLS.</param>
    /// <param name="local">Our URI, when it has to be a particular one; a fresh one when null.</param>
    public MsrpSession CreateSession(bool secure = false, MsrpUri? local = null) => throw new NotImplementedException();

    /// <summary>Closes the port, all connections and all sessions, silently.</summary>
    public void Dispose()
    {
    }
}
