using Conformance.Harness.Baselines;
using Conformance.Harness.Ledger;

namespace Conformance.Harness.Results;

/// <summary>A finished, or interrupted, run: what reports are made of.</summary>
public sealed record RunResult
{
    /// <summary>Version of the harness.</summary>
    public required string HarnessVersion { get; init; }

    /// <summary>Name of the system under test, deviations included.</summary>
    public required string SutName { get; init; }

    /// <summary>The SUT file that describes it, as it was named; null for the bundled reference.</summary>
    public string? SutFile { get; init; }

    /// <summary>Loopback, virtual or remote.</summary>
    public required string Network { get; init; }

    /// <summary>The seed that all ids and generated data come from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Wall time of the run.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>True when warnings count as failures.</summary>
    public required bool Strict { get; init; }

    /// <summary>True when the run was interrupted and not all selected cases ended.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Number of cases that were selected.</summary>
    public required int Selected { get; init; }

    /// <summary>The judgement over all cases.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The cases, in order of their ids.</summary>
    public required IReadOnlyList<CaseResult> Cases { get; init; }

    /// <summary>Every row of both ledgers with what this run says about it.</summary>
    public required IReadOnlyList<RequirementResult> Requirements { get; init; }

    /// <summary>Cases of the seats and transports of the system under test that its claims leave out: ids, by what denies them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> LeftOut { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Every ambiguity with the reading that verdicts rest on, and what was seen of it.</summary>
    public IReadOnlyList<ReadingResult> Readings { get; init; } = [];

    /// <summary>What the baseline said that the run was held against; null for none.</summary>
    public BaselineOutcome? Baseline { get; init; }

    /// <summary>Messages that reached no party of any case.</summary>
    public IReadOnlyList<StrayMessage> Strays { get; init; } = [];
}

/// <summary>What a run says about one requirement. Computed; nobody types it.</summary>
public enum RequirementStatus
{
    /// <summary>Put to the test, and kept everywhere.</summary>
    Passed,

    /// <summary>Broken in at least one case.</summary>
    Failed,

    /// <summary>Broken in at least one case, at a level that warns.</summary>
    Warned,

    /// <summary>Its cases came to no judgement.</summary>
    Inconclusive,

    /// <summary>A case or a rule verifies it, but none of this run put it to the test.</summary>
    NotExercised,

    /// <summary>No case and no rule verifies it yet.</summary>
    NotVerifiedYet,

    /// <summary>It cannot be tested on the wire; the ledger says why.</summary>
    NotTestable,
}

/// <summary>One row of the requirement matrix.</summary>
/// <param name="Requirement">The row of the ledger.</param>
/// <param name="Status">What the run says about it.</param>
/// <param name="Cases">Ids of the cases that exercised it.</param>
/// <param name="VerifiedBy">Names of the scenarios and rules that verify it, run or not.</param>
public sealed record RequirementResult(Requirement Requirement, RequirementStatus Status, IReadOnlyList<string> Cases, IReadOnlyList<string> VerifiedBy);

/// <summary>A message that belongs to no case.</summary>
/// <param name="At">Time since the run began.</param>
/// <param name="Transport">UDP, TCP, TLS or MSRP.</param>
/// <param name="Remote">Where it came from.</param>
/// <param name="Bytes">Its octets.</param>
public sealed record StrayMessage(TimeSpan At, string Transport, string Remote, ReadOnlyMemory<byte> Bytes);
