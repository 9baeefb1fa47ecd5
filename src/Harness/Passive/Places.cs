using System.Net;

namespace Conformance.Harness.Passive;

/// <summary>
/// Who is who in a capture: a host is one party, whatever its ports. Where several parties share a host, as on loopback, each is known by the port
/// it listens on. A client's TCP connection comes from a port of the moment; the topmost Via of its requests, and the From-Path of MSRP, say where
/// its messages come from in truth.
/// </summary>
internal sealed class Places
{
    private readonly Dictionary<IPEndPoint, string> _names = [];

    private readonly bool _hostsAreParties;

    internal Places(IReadOnlyList<CapturedMessage> messages)
    {
        _hostsAreParties = messages.All(m => !m.From.Address.Equals(m.To.Address));
        foreach (var message in messages)
        {
            if (message.Sip is { IsRequest: true, TopVia: { } via } && IPAddress.TryParse(via.Host.Trim('[', ']'), out var address) && address.Equals(message.From.Address))
            {
                _names.TryAdd(message.From, new IPEndPoint(address, via.Port ?? 5060).ToString());
            }
            else if (message.Msrp is { IsRequest: true, FromPath: [var uri, ..] } && IPAddress.TryParse(uri.Host.Trim('[', ']'), out address) && address.Equals(message.From.Address))
            {
                _names.TryAdd(message.From, new IPEndPoint(address, uri.Port ?? 2855).ToString());
            }
        }
    }

    internal string NameOf(IPEndPoint place) => _hostsAreParties ? place.Address.ToString() : _names.GetValueOrDefault(place) ?? place.ToString();

    /// <summary>True when the name is that of the host, or of a party on it.</summary>
    internal static bool IsAt(string name, string host)
    {
        var wanted = host.Trim('[', ']');
        return name == host || name == wanted || (IPEndPoint.TryParse(name, out var place) && place.Address.ToString() == wanted);
    }
}
