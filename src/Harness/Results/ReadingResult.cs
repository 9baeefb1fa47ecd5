using Conformance.Harness.Ledger;

namespace Conformance.Harness.Results;

/// <summary>What a run says about one ambiguity. Computed; nobody types it.</summary>
/// <param name="Reading">The row of the ledger.</param>
public sealed record ReadingResult(Reading Reading)
{
    /// <summary>The alternative that verdicts rest on; null where there is nothing to choose, and the decision of the ledger stands.</summary>
    public ReadingAlternative? InForce { get; init; }

    /// <summary>True when that was declared before the run.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>What the system under test was seen to follow, most often first. Empty where no message showed it.</summary>
    public IReadOnlyList<ReadingCount> Seen { get; init; } = [];

    /// <summary>Cases with a finding that rests on it.</summary>
    public int Resting { get; init; }

    /// <summary>True when there is more to tell than what the ledger says of every run.</summary>
    public bool IsNews => IsDeclared || Seen.Count > 0 || Resting > 0;
}

/// <summary>How many cases showed a way to read a passage.</summary>
/// <param name="Choice">The way, by the name of the alternative where it has one.</param>
/// <param name="Cases">Cases in which it was seen.</param>
public sealed record ReadingCount(string Choice, int Cases);
