using Conformance.Harness.Dsl;
using Conformance.Harness.Ledger;
using Conformance.Harness.Rules;

namespace Conformance.Harness.Running;

/// <summary>How one ambiguity is settled, and what in scenarios and rules shows that. Computed; nobody types it.</summary>
/// <param name="Reading">The row of the ledger.</param>
/// <param name="Scenarios">Scenarios that rest on it: a step names it, or a requirement that it bears upon.</param>
/// <param name="Rules">Requirements that it bears upon and that have message rules.</param>
/// <param name="IsWitnessed">True when messages tell which way their sender reads it, so that reports can say so.</param>
public sealed record ReadingEvidence(Reading Reading, IReadOnlyList<string> Scenarios, IReadOnlyList<string> Rules, bool IsWitnessed)
{
    /// <summary>In one word: <c>choice</c> (between named readings), <c>setting</c> (of the SUT file), <c>decision</c> (embodied in rules and scenarios), or <c>unchecked</c>.</summary>
    public string Kind => Reading.IsOpen ? "choice" : Reading.Setting is not null ? "setting" : Reading.Unchecked is not null ? "unchecked" : "decision";

    /// <summary>One for each ambiguity, in the order of the ledger.</summary>
    public static IReadOnlyList<ReadingEvidence> Of(IReadOnlyList<Scenario> scenarios, IReadOnlyList<IRule> rules, IReadOnlyList<Witness> witnesses)
    {
        var judged = rules.Select(r => r.Requirement).ToHashSet(StringComparer.Ordinal);
        var seen = witnesses.Select(w => w.Reading).ToHashSet(StringComparer.Ordinal);
        var drawn = scenarios.ToDictionary(s => s.Name, s => s.Variants.SelectMany(v => v.Steps).ToArray(), StringComparer.Ordinal);
        var named = drawn.ToDictionary(d => d.Key, d => d.Value.SelectMany(ReadingsOf).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var proved = drawn.ToDictionary(d => d.Key, d => d.Value.SelectMany(RequirementMatrix.RequirementsOf).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return
        [
            .. Readings.All.Select(r => (Reading: r, Bearing: Readings.Bearing(r))).Select(r => new ReadingEvidence(
                r.Reading,
                [.. scenarios.Select(s => s.Name).Where(name => named[name].Contains(r.Reading.Id) || r.Bearing.Any(proved[name].Contains))],
                [.. r.Bearing.Where(judged.Contains)],
                seen.Contains(r.Reading.Id))),
        ];
    }

    private static IEnumerable<string> ReadingsOf(Step step) => step switch
    {
        AnyOrder group => group.Steps.SelectMany(ReadingsOf),
        OneOf choice => choice.Alternatives.SelectMany(ReadingsOf).Concat(Own(choice)),
        Never never => ReadingsOf(never.Forbidden).Concat(Own(never)),
        Optional optional => ReadingsOf(optional.Allowed),
        _ => Own(step),
    };

    private static IEnumerable<string> Own(Step step) => step.Reading is { } id ? [id] : [];
}
