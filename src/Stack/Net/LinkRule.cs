using System.Net;

namespace Conformance.Stack.Net;

/// <summary>
/// What a virtual link does to traffic it matches. All matching rules apply; probabilities are in [0, 1] and drawn from the network's seed.
/// </summary>
public sealed record LinkRule
{
    /// <summary>Sender; null for any, port 0 for any port of that address.</summary>
    public IPEndPoint? From { get; init; }

    /// <summary>Destination; null for any, port 0 for any port of that address.</summary>
    public IPEndPoint? To { get; init; }

    /// <summary>Only datagrams whose bytes satisfy this; null for all. Not asked for streams.</summary>
    public Func<ReadOnlyMemory<byte>, bool>? Where { get; init; }

    /// <summary>How many datagrams the rule acts on before it is spent; null for no end.</summary>
    public int? Times { get; init; }

    /// <summary>Probability that a datagram is lost. At 1, streams cannot connect over the link either.</summary>
    public double Drop { get; init; }

    /// <summary>Probability that a datagram arrives twice.</summary>
    public double Duplicate { get; init; }

    /// <summary>Probability that a datagram is held back by <see cref="ReorderBy"/>, so that later ones overtake it.</summary>
    public double Reorder { get; init; }

    /// <summary>How long a reordered datagram is held back.</summary>
    public TimeSpan ReorderBy { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Added to the network's latency; streams keep their order.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Streams only: the connection breaks when this many bytes have gone this way.</summary>
    public long? CutAfter { get; init; }

    /// <summary>Streams only: bytes arrive in pieces of at most this many.</summary>
    public int? Segment { get; init; }
}
