using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.ReferenceImpl;

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
    }
}
