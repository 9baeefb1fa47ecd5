using System.Net;
using Conformance.Stack;
using Conformance.Stack.Net;

namespace Conformance.ReferenceImpl.Tests;

/// <summary>A small world in memory: seats and scripted peers, each at an address of its own, on virtual time.</summary>
internal sealed class Bed : IDisposable
{
    private readonly List<IReferenceSeat> _seats = [];
    private readonly List<Peer> _peers = [];

    public Bed() => Net = new VirtualNetwork(Loop);

    public VirtualLoop Loop { get; } = new();

    public VirtualNetwork Net { get; }

    /// <summary>What users saw, as "event name=value ...".</summary>
    public List<string> Saw { get; } = [];

    /// <summary>All that crossed the wire at peers, and what users saw, in order.</summary>
    public List<string> Transcript { get; } = [];

    public IReferenceSeat Seat(string seat, string address, Func<SeatOptions, SeatOptions>? with = null)
    {
        var options = new SeatOptions
        {
            Network = Net,
            Ids = new IdSource(7).Child(seat),
            Address = IPAddress.Parse(address),
            SipPort = 5060,
            TlsServer = TlsSettings.Empty,
            TlsPort = 5061,
        };
        var made = ReferenceSeats.Create(seat, with is null ? options : with(options));
        made.UserSaw += (what, values) =>
        {
            var line = $"{what} {string.Join(' ', values.Select(value => $"{value.Key}={value.Value}"))}";
            Saw.Add(line);
            Transcript.Add(line);
        };
        _seats.Add(made);
        return made;
    }

    public Peer Peer(string address)
    {
        var peer = new Peer(this, address);
        _peers.Add(peer);
        return peer;
    }

    public void Run(double seconds = 1) => Loop.RunFor(TimeSpan.FromSeconds(seconds));

    public void Dispose()
    {
        _seats.ForEach(seat => seat.Dispose());
        _peers.ForEach(peer => peer.Dispose());
        Net.Dispose();
    }
}

internal static class SeatActions
{
    /// <summary>Performs an action whose values are given as "name=value".</summary>
    public static void Do(this IReferenceSeat seat, string action, params string[] values) =>
        seat.Perform(action, values.Select(value => value.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]));
}
