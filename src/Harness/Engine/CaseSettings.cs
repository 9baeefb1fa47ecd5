using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;

namespace Conformance.Harness.Engine;

/// <summary>What all cases of a run have in common.</summary>
/// <param name="Pixit">Timers and credentials.</param>
/// <param name="Rules">The message rules to apply.</param>
/// <param name="Invention">Makes up people and texts; gets the seed of a case.</param>
/// <param name="Seed">Seed of the run.</param>
public sealed record CaseSettings(Pixit Pixit, IReadOnlyList<IRule> Rules, Func<ulong, IInvention> Invention, ulong Seed)
{
    /// <summary>Seed of people and texts, where it is another than that of ids: ids must be new to a system that lives on, its golden files want the same texts.</summary>
    public ulong? ContentSeed { get; init; }

    /// <summary>What tells the readings that the system under test follows.</summary>
    public IReadOnlyList<Witness> Witnesses { get; init; } = [];
}
