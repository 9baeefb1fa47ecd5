using System.Net;
using System.Net.Sockets;
using Conformance.Stack.Net;
using Conformance.Wire;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>
/// One MSRP port for any number of sessions, plain and under TLS. The first request of a connection binds it to the session its To-Path names
/// (RFC 4975 5.4). Lives on its network's loop.
/// </summary>
public sealed class MsrpEndpoint : IDisposable
{
    private readonly IStreamListener _listener;
    private readonly MsrpDialer _dialer;
    private readonly Dictionary<MsrpUri, MsrpSession> _sessions = [];
    private readonly HashSet<MsrpConnection> _connections = [];
    private bool _disposed;

    /// <summary>Opens the port.</summary>
    /// <exception cref="NetworkException">The port is taken.</exception>
    public MsrpEndpoint(INetwork network, IdSource ids, MsrpSettings? settings = null)
    {
        (Network, Ids, Settings) = (network, ids, settings ?? new MsrpSettings());
        Taps = new MsrpTaps(this);
        _dialer = new MsrpDialer(this);
        var security = Settings.TlsServer is { } tls ? StreamSecurity.Sniff(tls) : StreamSecurity.None;
        _listener = network.Listen(Settings.Address, security, Accept);
    }

    /// <summary>The byte transports beneath.</summary>
    public INetwork Network { get; }

    /// <summary>Where transaction, message and session ids come from.</summary>
    public IdSource Ids { get; }

    /// <summary>As given.</summary>
    public MsrpSettings Settings { get; }

    /// <summary>The address and the actual port.</summary>
    public IPEndPoint Local => _listener.Local;

    /// <summary>Sessions that were created and not closed.</summary>
    public IReadOnlyCollection<MsrpSession> Sessions => _sessions.Values;

    /// <summary>Open connections, ours and the peers'.</summary>
    public IReadOnlyCollection<MsrpConnection> Connections => _connections;

    /// <summary>Asked before anything acts on a message that came in; true means it is dealt with.</summary>
    public Func<MsrpConnection, MsrpMessage, bool>? Intercept { get; set; }

    /// <summary>What belongs to no session: unknown URIs, unmatched responses, malformed bytes. Raised before it is answered.</summary>
    public event Action<MsrpConnection, MsrpPacket>? Stray;

    /// <summary>A peer connected.</summary>
    public event Action<MsrpConnection>? Accepted;

    internal MsrpTaps Taps { get; }

    internal DateTimeOffset Now => Network.Loop.Now;

    /// <summary>Adds an observer; dispose the result to remove it.</summary>
    public IDisposable Tap(IMsrpTap tap) => Taps.Add(tap);

    /// <summary>A URI of ours with an unguessable session id, for use in one session.</summary>
    /// <param name="secure">msrps, over TLS.</param>
    /// <param name="ids">Where the session id comes from; <see cref="Ids"/> when null.</param>
    public MsrpUri CreateUri(bool secure = false, IdSource? ids = null)
    {
        var address = Local.Address;
        var host = Settings.AdvertisedHost ?? (address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString());
        return MsrpUri.Parse($"{(secure ? "msrps" : "msrp")}://{host}:{Local.Port}/{(ids ?? Ids).MsrpSessionId()};tcp");
    }

    /// <summary>A session that can be bound to from now on.</summary>
    /// <param name="secure">msrps, over TLS.</param>
    /// <param name="local">Our URI, when it has to be a particular one; a fresh one when null.</param>
    public MsrpSession CreateSession(bool secure = false, MsrpUri? local = null)
    {
        var session = new MsrpSession(this, local ?? CreateUri(secure));
        _sessions.Add(session.Local, session);
        return session;
    }

    /// <summary>Closes the port, all connections and all sessions, silently.</summary>
    public void Dispose()
    {
        _disposed = true;
        _listener.Dispose();
        foreach (var session in _sessions.Values.ToArray())
        {
            session.Close();
        }

        foreach (var connection in _connections.ToArray())
        {
            connection.Close();
        }
    }

    internal MsrpSession? Find(MsrpUri uri) => _sessions.GetValueOrDefault(uri);

    internal void Forget(MsrpSession session) => _sessions.Remove(session.Local);

    internal void Forget(MsrpConnection connection) => _connections.Remove(connection);

    internal void Dial(MsrpSession session) => _dialer.Dial(session);

    internal MsrpConnection Open(IByteStream stream, bool isOurs)
    {
        var connection = new MsrpConnection(this, stream, isOurs);
        _connections.Add(connection);
        if (_disposed)
        {
            connection.Close();
        }

        return connection;
    }

    private void Accept(IByteStream stream)
    {
        var connection = Open(stream, isOurs: false);
        Accepted?.Invoke(connection);
    }

    internal void Dispatch(MsrpConnection connection, MsrpMessage message)
    {
        var packet = Taps.Packet(connection, message.Bytes, message, error: null, outgoing: false);
        Taps.Received(packet);
        if (Intercept?.Invoke(connection, message) == true)
        {
            return;
        }

        var session = message.ToPath.Count == 1 ? Find(message.ToPath[0]) : null;
        var isReply = message.IsResponse || message.Method == "REPORT";
        if (!isReply && session is not null && session.TryBind(connection))
        {
            session.Receive(message);
        }
        else if (isReply && session is not null && session.Connection == connection)
        {
            session.Receive(message);
        }
        else
        {
            Stray?.Invoke(connection, packet);
            if (!isReply)
            {
                Refuse(connection, message, session is { Connection: not null } or { Role: MsrpRole.Active } ? 506 : 481);
            }
        }
    }

    internal void DispatchMalformed(MsrpConnection connection, ReadOnlyMemory<byte> bytes, WireError? error)
    {
        var packet = Taps.Packet(connection, bytes, message: null, error, outgoing: false);
        Taps.Received(packet);
        Stray?.Invoke(connection, packet);
    }

    private void Refuse(MsrpConnection connection, MsrpMessage request, int status)
    {
        var reason = status == 506 ? "the session is bound to another connection" : "no such session";
        var reply = Settings.Replies.Respond(new MsrpArrival(null, request, status, reason));
        Reply(connection, reply, code => request.FromPath.Count == 0 || request.ToPath.Count == 0 ? default : request.Respond(code.Code, code.Comment).ToBytes());
    }

    /// <summary>Does what a policy decided; <paramref name="compose"/> makes the octets of the standard form, none when it cannot.</summary>
    internal void Reply(MsrpConnection connection, MsrpReply reply, Func<MsrpReply.Status, ReadOnlyMemory<byte>> compose)
    {
        var bytes = reply switch
        {
            MsrpReply.Status status => compose(status),
            MsrpReply.Raw raw => raw.Bytes,
            _ => default,
        };
        if (bytes.IsEmpty)
        {
            return;
        }

        if (reply.Delay > TimeSpan.Zero)
        {
            Network.Loop.After(reply.Delay, () => connection.SendRaw(bytes));
        }
        else
        {
            connection.SendRaw(bytes);
        }
    }
}
