using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Sip;

namespace Conformance.Harness.Engine;

/// <summary>What reached no party of any case: kept as evidence up to a limit. What names a case that has ended is merely late, and is not kept.</summary>
internal sealed class StrayTraffic(IEventLoop loop)
{
    // Enough to see what kind of traffic goes astray; a flood must not fill the memory.
    private const int Most = 1000;
    private const long MostOctets = 16 * 1024 * 1024;

    private readonly DateTimeOffset _start = loop.Now;
    private readonly List<StrayMessage> _kept = [];
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private long _octets;
    private int _packets;
    private SipPacket? _latest;

    /// <summary>The strays, in order of time.</summary>
    internal IReadOnlyList<StrayMessage> Kept => _kept;

    /// <summary>A case has ended; what still names it is late.</summary>
    internal void Ended(string nonce) => _ended.Add(nonce);

    /// <summary>True for the latest packet when more have come than anybody will look at.</summary>
    internal bool IsFlood(SipPacket packet) => _packets > Most && ReferenceEquals(packet, _latest);

    /// <summary>Takes a SIP packet of nobody's.</summary>
    internal void Keep(SipPacket packet)
    {
        _latest = packet;
        _packets++;
        if (!NoncesIn(packet).Any(_ended.Contains))
        {
            Keep(packet.Transport.ToString().ToUpperInvariant(), packet.Remote.ToString(), packet.Bytes);
        }
    }

    /// <summary>Takes octets of nobody's.</summary>
    internal void Keep(string transport, string remote, ReadOnlyMemory<byte> bytes)
    {
        if (_kept.Count < Most && _octets + bytes.Length <= MostOctets)
        {
            _octets += bytes.Length;
            _kept.Add(new StrayMessage(loop.Now - _start, transport, remote, bytes));
        }
    }

    /// <summary>User parts are <c>name.nonce</c>: what follows the dot may name a case.</summary>
    private static IEnumerable<string> NoncesIn(SipPacket packet)
    {
        foreach (var user in new[] { packet.Message?.RequestUri?.User, packet.Message?.To?.Uri.User, packet.Message?.From?.Uri.User })
        {
            var dot = user?.LastIndexOf('.') ?? -1;
            if (user is not null && dot >= 0)
            {
                yield return user[(dot + 1)..];
            }
        }
    }
}
