namespace Conformance.Harness.Engine;

/// <summary>
/// Counts what the system under test sends to a case beside what the scenario draws: retransmissions, provisional responses, background traffic, what
/// nobody asked for. Some of it is ordinary; a flood of it would take the memory and the processor from the other cases.
/// </summary>
/// <param name="run">What is left for all cases together.</param>
internal sealed class Surplus(SurplusBudget run)
{
    // Far above what a slow peer on UDP retransmits to one case, far below what slows the judgement down.
    private const int MostMessages = 1_000;

    // A request is retransmitted eleven times at most before its transaction ends (RFC 3261 17.1.2.2).
    private const int CopiesOfEach = 12;

    private const long MostOctets = 8 * 1024 * 1024;

    // What a case may still keep when others have used up what all of them share: enough to see what kind of flood it is.
    private const int FewMessages = 20;
    private const long FewOctets = 64 * 1024;

    private int _messages;
    private int _drawn;
    private long _octets;

    /// <summary>Messages that count so far.</summary>
    internal int Messages => _messages;

    /// <summary>True when it is too much for one case.</summary>
    internal bool IsFlood => run.IsSpent
        ? _messages > FewMessages + (CopiesOfEach * _drawn) || (_messages > 1 && _octets > FewOctets + (_drawn * FewOctets))
        : _messages > MostMessages + (CopiesOfEach * _drawn) || (_messages > 1 && _octets > MostOctets + (_drawn * FewOctets));

    /// <summary>A message came; it counts until it turns out to be drawn.</summary>
    internal void Add(int octets)
    {
        _messages++;
        _octets += octets;
        run.Take(octets);
    }

    /// <summary>The message was drawn after all, or may still be.</summary>
    internal void Remove(int octets)
    {
        _messages--;
        _drawn++;
        _octets -= octets;
        run.Take(-octets);
    }
}

/// <summary>What all cases of a run together may keep of traffic that no scenario draws.</summary>
internal sealed class SurplusBudget
{
    private const long MostOctets = 64 * 1024 * 1024;

    private long _octets;

    /// <summary>True when it is used up.</summary>
    internal bool IsSpent => _octets > MostOctets;

    internal void Take(long octets) => _octets += octets;
}
