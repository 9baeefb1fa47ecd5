namespace Conformance.Harness.Remote.Description;

/// <summary>Bounds of a run.</summary>
public sealed record SutLimits
{
    /// <summary>Smallest MTU on the way, in octets; null when nobody knows. A MESSAGE may be as long as that less 200 (RFC 3428 8).</summary>
    public int? PathMtu { get; init; }

    /// <summary>True when all hops are known to control congestion, so that over TCP and TLS a MESSAGE may be of any length (RFC 3428 8).</summary>
    public bool PathIsSafe { get; init; }

    /// <summary>Most cases under way at once. A system that does one thing at a time wants 1; the default suits a server.</summary>
    public int Concurrency { get; init; } = 200;

    /// <summary>What "several minutes" are between the date that a signature covers and now (RFC 3428 11.4).</summary>
    public TimeSpan DateSkew { get; init; } = new Engine.Pixit().DateSkew;

    /// <summary>How often a receipt that was refused or lost may be sent again (AMB-65).</summary>
    public int Retries { get; init; } = new Engine.Pixit().Retries;

    /// <summary>A case that has not ended by then is ended, and inconclusive.</summary>
    public TimeSpan CaseDeadline { get; init; } = TimeSpan.FromMinutes(2);
}
