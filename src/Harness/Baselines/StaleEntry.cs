namespace Conformance.Harness.Baselines;

/// <summary>A row of a baseline that no longer describes a failure. It fails the run until somebody removes it: a list of excuses only shrinks when it is kept clean.</summary>
/// <param name="Failure">The row.</param>
/// <param name="Why">Why it is stale, in one sentence.</param>
public sealed record StaleEntry(KnownFailure Failure, string Why);

/// <summary>What a baseline said about a run.</summary>
/// <param name="File">The file.</param>
/// <param name="Entries">Rows in it.</param>
/// <param name="Stale">Those that no longer hold.</param>
public sealed record BaselineOutcome(string File, int Entries, IReadOnlyList<StaleEntry> Stale);
