using System.Text.Json;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Tests;

public sealed class MutantsSpecs
{
    private static readonly Deviation Twice = Known.Deviations(Command.Fault)[0];

    [Test]
    public async Task The_kill_matrix_names_deviation_requirement_and_the_case_that_killed_it()
    {
        var said = await Command.RunAsync("mutants", "--only", Command.Fault);

        Assert.That(said.Output, Does.Contain("6.1.3.1-02-twice").And.Contain("RCPT-6.1.3.1-02").And.Contain("killed").And.Contain("im-recipient/tcp").And.Contain("1 of 1 deviations killed"));
    }

    [Test]
    public async Task The_kill_matrix_comes_as_json_too()
    {
        using var matrix = JsonDocument.Parse((await Command.RunAsync("mutants", "--only", Command.Fault, "--json")).Output);

        Assert.That(matrix.RootElement[0].GetProperty("fate").GetString(), Is.EqualTo("killed"));
    }

    [Test]
    public void A_fault_that_breaks_something_else_than_it_says_survives()
    {
        var mislabelled = Twice with { Requirement = "RCPT-3.2-04" };

        var outcome = new MutantHunt(new Catalogue(), seed: 1).Run([mislabelled], CancellationToken.None)[0];

        Assert.That(outcome.Fate, Is.EqualTo(MutantFate.Survived));
        Assert.That(outcome.AlsoBlamed, Does.Contain("RCPT-6.1.3.1-02"));
        Assert.That(outcome.CasesRun, Is.EqualTo(new Catalogue().Cases.Count(c => c.Assignment.Seat.Name == "im-recipient")));
    }

    [Test]
    public void A_fault_is_hunted_with_the_cases_that_draw_its_requirement_first()
    {
        var catalogue = new Catalogue();

        var outcome = new MutantHunt(catalogue, seed: 1).Run([Twice], CancellationToken.None)[0];

        Assert.That(outcome.CasesRun, Is.LessThanOrEqualTo(catalogue.Cases.Count(c => c.Assignment.Seat.Name == "im-recipient" && catalogue.Draws(c, Twice.Requirement))), outcome.Case);
    }

    [Test]
    public void An_interrupted_hunt_says_so()
    {
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();

        Assert.That(() => new MutantHunt(new Catalogue(), seed: 1).Run([Twice], interrupted.Token), Throws.InstanceOf<OperationCanceledException>());
    }
}
