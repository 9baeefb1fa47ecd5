using Conformance.Harness.Baselines;
using Conformance.Harness.Ledger;

namespace Conformance.Harness.Results;

/// <summary>Which oracle speaks.</summary>
public enum FindingKind
{
    /// <summary>An arrow of the choreography was missing, early, different, or forbidden.</summary>
    Flow,

    /// <summary>A message rule or a rule over several messages was broken.</summary>
    Rule,

    /// <summary>The wire differs from its golden snapshot.</summary>
    Golden,

    /// <summary>The harness's own doing: what it sent broke a rule, or it could not do its part.</summary>
    Harness,
}

/// <summary>One thing that a person should look at, with the evidence for it.</summary>
public sealed record Finding
{
    /// <summary>Id of the requirement that is blamed; null where no single clause is concerned.</summary>
    public string? Requirement { get; init; }

    /// <summary>How much it weighs: a failure, a warning (fails under strict), or a note.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Which oracle found it.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>One sentence that says what is wrong, for a reader who has not seen the wire.</summary>
    public required string Message { get; init; }

    /// <summary>What the broken rule looks at, in a few words; null where no rule was broken. <see cref="Message"/> says it too.</summary>
    public string? Rule { get; init; }

    /// <summary>What should have been seen.</summary>
    public string? Expected { get; init; }

    /// <summary>What was seen instead.</summary>
    public string? Observed { get; init; }

    /// <summary>Index of the timeline entry that shows it; null when the evidence is an absence.</summary>
    public int? Entry { get; init; }

    /// <summary>The offending octets inside that entry's bytes; null when the whole message, or none, is meant.</summary>
    public ByteRange? Bytes { get; init; }

    /// <summary>The ambiguity (AMB-nn or A-nn) whose decision this judgement rests on, where one does.</summary>
    public string? Reading { get; init; }

    /// <summary>True when this decides nothing: the case is inconclusive, unless it fails for something else.</summary>
    public bool IsUndecided { get; init; }

    /// <summary>The row of the baseline that covers it; null where it is news.</summary>
    public KnownFailure? Known { get; init; }
}

/// <summary>A run of octets inside one wire message.</summary>
/// <param name="Offset">First octet, counted from 0.</param>
/// <param name="Length">Number of octets; 0 marks a place between two octets.</param>
public readonly record struct ByteRange(int Offset, int Length);
