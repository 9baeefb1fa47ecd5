using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.ReferenceImpl;
using Conformance.Scenarios.Tests.Replay;

namespace Conformance.Scenarios.Tests;

/// <summary>Every fault of the reference, switched on alone: some case of its seat must blame the requirement that it breaks.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MutantSpecs
{
    private static readonly Catalogue Catalogue = new();

    // Faults in clauses that nothing verifies yet are no test: the ledger says so, and so does `conformance mutants`.
    private static IEnumerable<TestCaseData> Deviations => ReferenceSeats.Deviations.Where(new MutantHunt(Catalogue, seed: 1).IsVerified).Select(d => new TestCaseData(d).SetName($"{d.Seat}/{d.Id}"));

    [TestCaseSource(nameof(Deviations))]
    public void Is_found_out(Deviation deviation)
    {
        var outcome = new MutantHunt(Catalogue, seed: 1).Run([deviation], CancellationToken.None)[0];

        Assert.That(outcome.Fate, Is.EqualTo(MutantFate.Killed), () => $"{deviation.Text} [{deviation.Requirement}]: {outcome.Reason}; also blamed: {string.Join(", ", outcome.AlsoBlamed)}");
        Assert.That(outcome.Unlisted, Is.Empty, () => $"{deviation.Text} [{deviation.Requirement}]: {outcome.Case} blames more than the ledger names among its coFailures");
    }

    [TestCase("im-sender", "3.1-03-id-for-delivery-only", "RCPT-3.1-03")]
    [TestCase("im-sender", "9.4-01-imdn-prefix", "RCPT-9.4-01")]
    public void What_hangs_on_a_message_that_came_wrong_is_blamed_on_no_clause(string seat, string id, string blamed)
    {
        var fault = ReferenceSeats.Deviations.Single(d => d.Seat == seat && d.Id == id);
        var clean = Catalogue.Cases.First(c => c.Id == "receipts/sip-read-receipt/im-sender/tcp/at-once");

        var result = Recording.Of(clean, Plans.Virtual(Catalogue, [], seed: 1).CaseSettings, fault).Result;

        Assert.That(result.Findings.Select(f => f.Requirement).OfType<string>(), Does.Contain(blamed).And.Not.Contain("RCPT-3.4-10"));
        Assert.That(result.Findings.Where(f => f.Requirement is null).Select(f => f.Message), Has.One.Contains("so no clause is blamed for this"));
    }

    [Test]
    public void A_clause_that_is_blamed_beside_its_own_is_unlisted_until_the_ledger_names_it()
    {
        var outcome = new MutantOutcome(ReferenceSeats.Deviations.First(d => d.Requirement == "RCPT-7.1.2-01"), MutantFate.Killed, "a/case", "", ["RCPT-3.1-05", "RCPT-9.1-04"], 1);

        Assert.That(outcome.Unlisted, Is.EqualTo(new[] { "RCPT-9.1-04" }));
        Assert.That(outcome.IsInOrder, Is.False);
    }

    [Test]
    public void A_check_that_no_fault_breaks_is_listed_and_one_that_is_broken_is_not()
    {
        var hunt = new MutantHunt(Catalogue, seed: 1);
        var twice = ReferenceSeats.Deviations.Where(d => d.Seat == "gateway" && d.Requirement == "RCPT-6.1.3.1-02").ToArray();

        var unreached = hunt.Unreached(twice, hunt.RunClean(new HashSet<string> { "gateway" }, CancellationToken.None), CancellationToken.None);

        Assert.That(twice, Is.Not.Empty);
        Assert.That(unreached.Select(u => u.Requirement), Does.Contain("RCPT-7.2-03"));
        Assert.That(unreached, Has.None.EqualTo(new UnreachedCheck("receipts/gateway-sip-to-msrp/gateway/tcp/positive", "RCPT-6.1.3.1-02")));
    }
}
