using System.Collections.Concurrent;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Rules;
using Conformance.Harness.Running;
using Conformance.Scenarios;

namespace Conformance.Cli.Selection;

/// <summary>Everything that can be selected: scenarios, their cases, requirements and what verifies them.</summary>
internal sealed class Catalogue
{
    private readonly Lazy<ILookup<string, Rule>> _rules;
    private readonly Lazy<IReadOnlyList<TestCase>> _onRequest = new(() => TestCase.Expand(Everything.OnRequest));

    // Deviations are hunted in parallel, and all hunts ask one catalogue.
    private readonly ConcurrentDictionary<Variant, HashSet<string>> _named = new(ReferenceEqualityComparer.Instance);

    /// <param name="listLimit">The limit of lists that nobody can change, which some scenarios are about; null where it can be told.</param>
    internal Catalogue(int? listLimit = null)
    {
        Scenarios = Everything.ScenariosFor(listLimit);
        Cases = TestCase.Expand(Scenarios);
        _rules = new(() => Rules.OfType<Rule>().ToLookup(r => r.Requirement, StringComparer.OrdinalIgnoreCase));
    }

    internal IReadOnlyList<Scenario> Scenarios { get; }

    /// <summary>The cases of an ordinary run, in order of their ids.</summary>
    internal IReadOnlyList<TestCase> Cases { get; }

    /// <summary>The cases that take long, and run only when they are named.</summary>
    internal IReadOnlyList<TestCase> OnRequest => _onRequest.Value;

    internal IReadOnlyList<IRule> Rules => Everything.Rules;

    internal IReadOnlyList<Witness> Witnesses => Everything.Witnesses;

    /// <summary>True when a step of the case names the requirement.</summary>
    internal bool Draws(TestCase @case, string requirement) => _named
        .GetOrAdd(@case.Variant, variant => new(variant.Steps.SelectMany(RequirementMatrix.RequirementsOf), StringComparer.OrdinalIgnoreCase))
        .Contains(requirement);

    /// <summary>True when the case can show the requirement kept or broken: a step names it, or a rule for it runs in its seat.</summary>
    internal bool Concerns(TestCase @case, string requirement) =>
        Draws(@case, requirement)
        || _rules.Value[requirement].Any(rule => rule.Seats?.Contains(@case.Assignment.Seat) ?? IsBound(@case.Assignment.Seat, requirement));

    private static bool IsBound(Seat seat, string requirement) =>
        Requirements.TryGet(requirement, out var row) && row.Roles.Any(role => RolesOf(seat).Contains(role));

    // What the ledgers call the parties, by the seats that play them.
    private static string[] RolesOf(Seat seat) => seat.Name switch
    {
        "im-sender" => ["im-sender", "receipt-recipient"],
        "im-recipient" => ["im-recipient", "receipt-sender"],
        "im-intermediary" => ["sip-intermediary", "receipt-sender"],
        "msrp-sender" => ["msrp-sender", "im-sender", "receipt-recipient"],
        "msrp-recipient" => ["msrp-recipient", "im-recipient", "receipt-sender"],
        "msrp-intermediary" => ["msrp-intermediary"],
        "gateway" => ["msrp-intermediary", "im-recipient", "receipt-sender", "msrp-sender", "msrp-recipient"],
        "list-client" => ["uac", "im-sender", "receipt-recipient"],
        "list-service" => ["uri-list-service", "list-server"],
        _ => ["uas", "im-recipient", "receipt-sender"],
    };
}
