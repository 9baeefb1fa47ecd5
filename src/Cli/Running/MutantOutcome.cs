using Conformance.Harness.Ledger;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Running;

/// <summary>What became of a deviation.</summary>
internal enum MutantFate
{
    /// <summary>A case blamed its requirement.</summary>
    Killed,

    /// <summary>No case of its seat blamed its requirement.</summary>
    Survived,

    /// <summary>Its requirement was blamed only where the harness itself was at fault, or the fault broke the harness.</summary>
    Errored,

    /// <summary>Nothing verifies its requirement in its seat yet, as the ledger shows, so nothing was run.</summary>
    Unverified,
}

/// <summary>One row of the kill matrix.</summary>
/// <param name="Deviation">The fault.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Case">The case that killed it, or in which the harness was at fault; null for a survivor.</param>
/// <param name="Reason">What that case said.</param>
/// <param name="AlsoBlamed">Other requirements that failed or warned on the way, with its own left out.</param>
/// <param name="CasesRun">Cases that ran.</param>
internal sealed record MutantOutcome(Deviation Deviation, MutantFate Fate, string? Case, string Reason, IReadOnlyList<string> AlsoBlamed, int CasesRun)
{
    /// <summary>Of those also blamed, the ones that the ledger does not name beside the broken requirement: the harness blames more than it may, or the ledger says too little.</summary>
    internal IReadOnlyList<string> Unlisted => [.. AlsoBlamed.Except(Requirements.Get(Deviation.Requirement).CoFailures)];

    /// <summary>True when nobody has to look at it.</summary>
    internal bool IsInOrder => Fate is MutantFate.Unverified || (Fate is MutantFate.Killed && Unlisted.Count == 0);
}
