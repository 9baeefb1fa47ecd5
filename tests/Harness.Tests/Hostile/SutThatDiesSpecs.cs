using Conformance.Harness.Results;

namespace Conformance.Harness.Tests.Hostile;

/// <summary>
/// A system under test that is not there, or not any more, is one finding that names what it was given last. What the cases missed because of it is held
/// against nobody.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class SutThatDiesSpecs
{
    private const string Remark = "run/stays-alive/im-recipient";

    [Test]
    public async Task One_that_was_never_there_comes_to_no_judgement()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut { IsDead = true }, isBobSpared: false);

        Assert.That(run.Results.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Inconclusive));
        Assert.That(run.Results.Select(r => r.Reason), Is.All.StartsWith("nothing was ever heard from hostile "));
    }

    [Test]
    public async Task One_that_dies_is_a_finding_of_its_own_and_what_met_nobody_is_inconclusive()
    {
        var run = await HostileRun.CarryOutAsync(
            new HostileSut { Mallory = Dies },
            change: p => p with { Cases = [.. p.Cases.OrderBy(c => c.Id.EndsWith("B9", StringComparison.Ordinal)).ThenBy(c => c.Scenario.Name)], Concurrency = 1 },
            isBobSpared: false);

        var remark = run.Results.Single(r => r.Id == Remark);
        Assert.That(remark.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(remark.Findings.Single().Message, Is.EqualTo("hostile stopped answering; the last that it was given is MESSAGE of receipts/mallory/im-recipient/tcp"));
        Assert.That(run.Results.Where(r => r.Scenario == "bob" && r.Variant != "B9").Select(r => r.Verdict), Is.All.EqualTo(Verdict.Pass));
        foreach (var missed in run.Results.Where(r => r.Scenario == "mallory" || r.Variant == "B9"))
        {
            Assert.That(missed.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(missed.Reason, Does.StartWith($"hostile had stopped answering ({Remark}), and there is no control action 'restart'"));
        }
    }

    [Test]
    public async Task One_that_is_restarted_is_given_everything_again_and_the_case_that_kills_it_is_found()
    {
        var sut = new HostileSut { Mallory = Dies };
        sut.Actions["restart"] = () => sut.IsDead = false;

        var run = await HostileRun.CarryOutAsync(sut);

        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Fail));
        Assert.That(
            run.Results.Single(r => r.Id == Remark).Findings.Select(f => f.Message),
            Is.SupersetOf(new[]
            {
                "hostile stopped answering; the last that it was given is MESSAGE of receipts/mallory/im-recipient/tcp, which was under way alone",
                "hostile stopped answering; the last that it was given is MESSAGE of receipts/mallory/im-recipient/udp, which was under way alone",
            }));
    }

    [Test]
    public async Task A_restart_that_does_not_help_leaves_the_rest_inconclusive()
    {
        var sut = new HostileSut { Mallory = Dies };
        sut.Actions["restart"] = () => { };

        var run = await HostileRun.CarryOutAsync(sut, change: p => p with { Pixit = p.Pixit with { CaseTime = TimeSpan.FromSeconds(6) } }, isBobSpared: false);

        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Inconclusive));
        Assert.That(run.OfMallory.Select(r => r.Reason), Is.All.EndsWith("the control action 'restart' did not bring it back: it did not answer after its restart"));
    }

    [Test]
    public async Task One_that_agrees_to_anything_is_found_out_before_the_first_case_and_its_passes_show_nothing()
    {
        var run = await HostileRun.CarryOutAsync(new HostileSut { Bob = x => x.AnswerAsync(200), Mallory = x => x.AnswerAsync(486) }, isBobSpared: false);

        Assert.That(run.Results.Where(r => r.Suite == "run").Select(r => r.Id), Is.EqualTo(new[] { "run/honesty-probe/im-recipient/tcp", "run/honesty-probe/im-recipient/udp" }));
        Assert.That(run.Results.First(r => r.Suite == "run").Findings.Single().Message, Is.EqualTo("hostile answers everything alike: it agreed to a method and to an extension that do not exist"));
        Assert.That(run.Results.Where(r => r.Scenario == "bob").Select(r => r.Verdict), Is.All.EqualTo(Verdict.Inconclusive));
        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Fail));
    }

    [Test]
    public async Task A_run_that_is_not_over_by_its_deadline_ends_with_a_verdict_for_every_case()
    {
        var run = await HostileRun.CarryOutAsync(
            new HostileSut(),
            change: p => p with { Deadline = TimeSpan.FromSeconds(1), Concurrency = 1, Cases = [.. p.Cases.OrderBy(c => c.Scenario.Name == "bob")] },
            isBobSpared: false);

        Assert.That(run.Took, Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(run.Results.Select(r => r.Reason), Has.All.EqualTo("the run was not over after 1 s, its deadline").Or.All.Null);
        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.EqualTo(Verdict.Inconclusive));
    }

    private static Task Dies(HostileSut.Exchange exchange)
    {
        exchange.Sut.IsDead |= exchange.IsMessage;
        return Task.CompletedTask;
    }
}
