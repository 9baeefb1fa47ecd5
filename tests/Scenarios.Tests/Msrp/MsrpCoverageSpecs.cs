using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.ReferenceImpl;

namespace Conformance.Scenarios.Tests.Msrp;

/// <summary>Section 7 of the receipts draft: each clause that can be tested is tested, and a fault shows that the test works.</summary>
[TestFixture]
public sealed class MsrpCoverageSpecs
{
    private static readonly string[] Seats = ["msrp-sender", "msrp-recipient", "msrp-intermediary"];

    private static IEnumerable<string> Clauses => Requirements.All.Where(r => r.Id.StartsWith("RCPT-7.", StringComparison.Ordinal) && r.IsTestable).Select(r => r.Id);

    [TestCaseSource(nameof(Clauses))]
    public void A_scenario_or_a_rule_verifies(string requirement)
    {
        var drawn = TestCase.Expand(Everything.Scenarios)
            .Where(c => c.Scenario.Carrier is Carrier.Msrp)
            .SelectMany(c => c.Variant.Steps)
            .Any(s => s.Requirements.Contains(requirement));

        Assert.That(drawn || Everything.Rules.Any(r => r.Requirement == requirement));
    }

    [TestCaseSource(nameof(Clauses))]
    public void A_deviation_breaks(string requirement) =>
        Assert.That(ReferenceSeats.Deviations.Where(d => Seats.Contains(d.Seat)).Select(d => d.Requirement), Does.Contain(requirement));
}
