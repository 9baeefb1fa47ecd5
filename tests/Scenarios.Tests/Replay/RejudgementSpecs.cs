using System.Collections.Concurrent;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Cli.Sut;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Harness.Replay;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;
using Conformance.Stack.Net;

namespace Conformance.Scenarios.Tests.Replay;

/// <summary>Cases judged again from their journal say what they said, and today's rules speak about yesterday's messages.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RejudgementSpecs
{
    private static readonly Catalogue Catalogue = new();
    private static readonly CaseSettings Settings = Plans.Virtual(Catalogue, [], seed: 7).CaseSettings;

    [Test]
    public void Every_case_is_judged_again_as_it_was()
    {
        var different = new ConcurrentBag<string>();
        Parallel.ForEach(Catalogue.Cases, @case => Compare(@case, [], different));

        Assert.That(different, Is.Empty);
    }

    [Test]
    public void Every_fault_is_found_again_as_it_was()
    {
        var hunt = new MutantHunt(Catalogue, seed: 7);
        var different = new ConcurrentBag<string>();
        Parallel.ForEach(ReferenceSeats.Deviations.Where(hunt.IsVerified), deviation =>
        {
            if (Catalogue.Cases.FirstOrDefault(c => c.Assignment.Seat.Name == deviation.Seat && Catalogue.Concerns(c, deviation.Requirement)) is { } telling)
            {
                Compare(telling, [deviation], different);
            }
        });

        Assert.That(different, Is.Empty);
    }

    [Test]
    public void A_rule_of_today_judges_a_run_of_then()
    {
        var @case = Catalogue.Cases.First(c => c.Id == "receipts/sip-positive-delivery/im-recipient/tcp/200");
        var recorded = Record(@case, []);
        var strict = new Rule("RCPT-3.2-04", "today nothing is right", (message, _) => RuleOutcome.Broken("something else", "this"));

        var rejudged = Rejudgement.Judge(@case, recorded, Plan, Settings with { Rules = [strict] });

        Assert.That((rejudged.Then.Verdict, rejudged.Difference), Is.EqualTo((Verdict.Pass, (string?)null)));
        Assert.That(rejudged.Now.Findings.Select(f => f.Message), Has.Some.Contains("today nothing is right"));
    }

    private static RecordedPlan Plan { get; } = new()
    {
        HarnessVersion = "0",
        Sut = "bundled reference",
        Network = RecordedPlan.VirtualNetwork,
        Seed = Settings.Seed,
        Strict = false,
        Pixit = Settings.Pixit,
        Selected = [],
    };

    private static void Compare(TestCase @case, IReadOnlyList<Deviation> deviations, ConcurrentBag<string> different)
    {
        var rejudged = Rejudgement.Judge(@case, Record(@case, deviations), Plan, Settings);
        var (then, now) = (Judgement(rejudged.Then), Judgement(rejudged.Now));
        if (then != now || rejudged.Difference is not null)
        {
            different.Add($"{@case.Id} with {string.Join(", ", deviations.Select(d => d.Id))}: {rejudged.Difference}\n  then {then}\n  now  {now}");
        }
    }

    private static RecordedCase Record(TestCase @case, IReadOnlyList<Deviation> deviations)
    {
        using var reference = new ReferenceSource(deviations, Settings.Pixit, TlsSettings.Empty, TlsSettings.Empty);
        var journal = new List<JournalRecord>();
        var result = VirtualRun.Run(@case, reference, Settings, journal.Add);
        journal.Add(new CaseEnded(journal.Count, VirtualLoop.Epoch + result.Duration, result));
        return RecordedCase.In(journal).Single();
    }

    private static string Judgement(CaseResult result) =>
        $"{result.Verdict} {result.Warned} {result.Reason} [{string.Join(' ', result.Exercised)}] [{string.Join(' ', result.Readings)}] "
        + string.Join("; ", result.Findings.Select(f => $"{f.Severity} {f.Kind} {f.Requirement} {f.Message} {f.Observed} {f.Bytes}"));
}
