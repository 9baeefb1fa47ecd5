using System.Net;
using Conformance.Stack.Net;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp;

/// <summary>Finds a connection for each active session: one that is open to the same host, port and scheme, or a new one (RFC 4975 5.4).</summary>
internal sealed class MsrpDialer(MsrpEndpoint endpoint)
{
    private readonly Dictionary<Destination, Attempt> _attempts = [];

    public void Dial(MsrpSession session)
    {
        var uri = session.Remote[0];
        if (uri.Port is not { } port || !IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address))
        {
            endpoint.Network.Loop.Post(() => session.Lose($"{uri} has no numeric host and port, and there is no DNS here"));
            return;
        }

        var destination = new Destination(new IPEndPoint(address, port), uri.IsSecure);
        var shares = endpoint.Settings.ShareConnections;
        if (shares && Existing(destination) is { } connection)
        {
            session.Bind(connection);
        }
        else if (shares && _attempts.TryGetValue(destination, out var attempt))
        {
            attempt.Waiting.Add(session);
        }
        else
        {
            Connect(destination, session);
        }
    }

    private MsrpConnection? Existing(Destination destination) => endpoint.Connections.FirstOrDefault(connection =>
        connection is { IsOurs: true, IsOpen: true } && connection.Remote.Equals(destination.Address) && (connection.Kind == TransportKind.Tls) == destination.IsSecure);

    private void Connect(Destination destination, MsrpSession first)
    {
        var attempt = new Attempt([first]);
        _attempts[destination] = attempt;
        endpoint.Network.Connect(
            destination.Address,
            destination.IsSecure ? StreamSecurity.Tls(endpoint.Settings.TlsClient) : StreamSecurity.None,
            stream =>
            {
                End(destination, attempt);
                var connection = endpoint.Open(stream, isOurs: true);
                var isWanted = false;
                foreach (var session in attempt.Waiting.Where(session => !session.IsClosed).ToArray())
                {
                    isWanted = true;
                    session.Bind(connection);
                }

                if (!isWanted)
                {
                    connection.Close();
                }
            },
            reason =>
            {
                End(destination, attempt);
                foreach (var session in attempt.Waiting)
                {
                    session.Lose($"cannot connect to {destination.Address}: {reason}");
                }
            },
            From(destination));
    }

    // From our own address, so that a peer that filters by address knows us; the system chooses when ours is the any-address or of another family.
    private IPAddress? From(Destination destination)
    {
        var address = endpoint.Local.Address;
        var isUsable = address.AddressFamily == destination.Address.AddressFamily && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);
        return isUsable ? address : null;
    }

    private void End(Destination destination, Attempt attempt)
    {
        if (_attempts.GetValueOrDefault(destination) == attempt)
        {
            _attempts.Remove(destination);
        }
    }

    private readonly record struct Destination(IPEndPoint Address, bool IsSecure);

    private sealed record Attempt(List<MsrpSession> Waiting);
}
