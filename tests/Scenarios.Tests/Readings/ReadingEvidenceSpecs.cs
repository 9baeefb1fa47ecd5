using Conformance.Cli.Showing;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;

namespace Conformance.Scenarios.Tests.Readings;

/// <summary>Each ambiguity of both specifications is settled in exactly one way, and something shows it.</summary>
public sealed class ReadingEvidenceSpecs
{
    private static readonly IReadOnlyList<ReadingEvidence> Evidence = ReadingEvidence.Of(Everything.Scenarios, Everything.Rules, Everything.Witnesses);

    public static IEnumerable<TestCaseData> Rows => Evidence.Select(e => new TestCaseData(e).SetName($"{e.Reading.Id} {e.Kind}"));

    [TestCaseSource(nameof(Rows))]
    public void Is_settled_in_one_way_that_can_be_seen(ReadingEvidence evidence)
    {
        var reading = evidence.Reading;
        int ways = (reading.IsOpen ? 1 : 0) + (reading.Setting is not null ? 1 : 0) + (reading.Unchecked is not null ? 1 : 0);

        Assert.That(ways, Is.LessThanOrEqualTo(1), "a choice, a setting, or unchecked, and not two of them");
        if (reading.Unchecked is null && !reading.IsOpen && reading.Setting is null)
        {
            Assert.That(evidence.Scenarios.Count + evidence.Rules.Count, Is.Positive, "a decision that no scenario and no rule embodies");
        }

        if (reading.Unchecked is not null)
        {
            Assert.That(evidence.Scenarios.Count + evidence.Rules.Count, Is.Zero, "a check rests on it after all");
        }
    }

    [Test]
    public void There_are_as_many_as_the_two_ledgers_have()
    {
        Assert.That(Evidence.Count(e => e.Reading.Id.StartsWith("AMB-", StringComparison.Ordinal)), Is.EqualTo(80));
        Assert.That(Evidence.Count(e => e.Reading.Id.StartsWith("A-", StringComparison.Ordinal)), Is.EqualTo(72));
    }

    [Test]
    public void What_a_reading_accepts_and_refuses_is_listed_from_the_variations_and_faults_of_the_reference()
    {
        Assert.That(Evidence.SelectMany(e => Listings.AcceptedWays(e.Reading)), Is.EquivalentTo(ReferenceSeats.Variations.Select(v => v.Id).Distinct()));
        Assert.That(Listings.RefusedWays(Harness.Ledger.Readings.Get("AMB-02")), Does.Contain("3.2-02-short-type"));
    }
}
