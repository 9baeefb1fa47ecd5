using Conformance.Harness.Engine;
using Conformance.Harness.Rules;

namespace Conformance.Harness.Running;

/// <summary>What a run is to do.</summary>
public sealed record RunPlan
{
    /// <summary>The cases that were selected.</summary>
    public required IReadOnlyList<TestCase> Cases { get; init; }

    /// <summary>All cases there are: the requirement matrix says of those not selected that they were not exercised.</summary>
    public required IReadOnlyList<TestCase> AllCases { get; init; }

    /// <summary>The message rules.</summary>
    public required IReadOnlyList<IRule> Rules { get; init; }

    /// <summary>What tells the readings that the system under test follows.</summary>
    public IReadOnlyList<Witness> Witnesses { get; init; } = [];

    /// <summary>Timers and bounds.</summary>
    public required Pixit Pixit { get; init; }

    /// <summary>Makes up people and texts.</summary>
    public required Func<ulong, Evidence.IInvention> Invention { get; init; }

    /// <summary>Seed of all ids and made-up content.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Seed of people and texts; null for <see cref="Seed"/>.</summary>
    public ulong? ContentSeed { get; init; }

    /// <summary>Warnings count as failures.</summary>
    public bool Strict { get; init; }

    /// <summary>Runs each case that many times; 1 or more. For measuring.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Most cases under way at once.</summary>
    public int Concurrency { get; init; } = 4000;

    /// <summary>
    /// Time after which the run ends whatever is still to be done; cases that have not come to a verdict by then are inconclusive. A suite takes seconds
    /// where the other side keeps to its timers.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The settings that cases need.</summary>
    public CaseSettings CaseSettings => new(Pixit, Rules, Invention, Seed) { ContentSeed = ContentSeed, Witnesses = Witnesses };
}
