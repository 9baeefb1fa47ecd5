using Conformance.Harness.Evidence;
using Conformance.Harness.Results;

namespace Conformance.Harness.Rules;

/// <summary>Tells from one message which reading of an ambiguous passage its sender follows.</summary>
/// <param name="Reading">Id of the ambiguity.</param>
/// <param name="See">Names what the message shows: an alternative of the ledger where there is one. Null when it shows nothing.</param>
public sealed record Witness(string Reading, Func<Observed, Trace, string?> See);

/// <summary>Asks the witnesses.</summary>
public static class Witnesses
{
    /// <summary>What the messages of the system under test show, each thing once.</summary>
    public static IEnumerable<ReadingSeen> Seen(Trace trace, IReadOnlyList<Witness> witnesses) =>
        trace.FromSut.SelectMany(m => witnesses.Select(w => w.See(m, trace) is { } choice ? new ReadingSeen(w.Reading, choice) : null)).OfType<ReadingSeen>().Distinct();
}
