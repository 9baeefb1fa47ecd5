using System.Collections.Concurrent;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Harness.Engine;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;
using Conformance.ReferenceImpl;

namespace Conformance.Scenarios.Tests.Replay;

/// <summary>
/// Cases judged again from their journal say what they said, and today's rules speak about yesterday's messages. That of the cases without faults stands in
/// <see cref="CaseSpecs"/>, which carries each of them out anyhow.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class RejudgementSpecs
{
    private static readonly Catalogue Catalogue = new();
    private static readonly CaseSettings Settings = Plans.Virtual(Catalogue, [], seed: 7).CaseSettings;

    [Test]
    public void Every_fault_is_found_again_as_it_was()
    {
        var hunt = new MutantHunt(Catalogue, seed: 7);
        var different = new ConcurrentBag<string>();
        Parallel.ForEach(ReferenceSeats.Deviations.Where(hunt.IsVerified), deviation =>
        {
            if (Catalogue.Cases.FirstOrDefault(c => c.Assignment.Seat.Name == deviation.Seat && Catalogue.Concerns(c, deviation.Requirement)) is { } telling
                && Recording.Of(telling, Settings, deviation).DifferenceWhenJudgedAgain(Settings) is { } difference)
            {
                different.Add($"{telling.Id} with {deviation.Id}: {difference}");
            }
        });

        Assert.That(different, Is.Empty);
    }

    [Test]
    public void A_rule_of_today_judges_a_run_of_then()
    {
        var @case = Catalogue.Cases.First(c => c.Id == "receipts/sip-positive-delivery/im-recipient/tcp/200");
        var strict = new Rule("RCPT-3.2-04", "today nothing is right", (message, _) => RuleOutcome.Broken("something else", "this"));

        var rejudged = Recording.Of(@case, Settings).JudgedAgain(Settings with { Rules = [strict] });

        Assert.That((rejudged.Then.Verdict, rejudged.Difference), Is.EqualTo((Verdict.Pass, (string?)null)));
        Assert.That(rejudged.Now.Findings.Select(f => f.Message), Has.Some.Contains("today nothing is right"));
    }
}
