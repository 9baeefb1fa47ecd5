using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Harness.Running;
using Conformance.ReferenceImpl;
using Conformance.Stack.Net;

namespace Conformance.Scenarios.Tests;

/// <summary>A reading that is declared moves the verdicts that rest on it, and no others: shown over all cases of a seat, with a reference that follows it.</summary>
public sealed class ReadingSpecs
{
    private static readonly Catalogue Catalogue = new();

    [TestCase("AMB-02", "X-SHORT-TYPE", "im-recipient", "3.2-02-short-type", "RCPT-3.2-02", Severity.Fail, Severity.Warning)]
    [TestCase("AMB-02", "X-SHORT-TYPE", "msrp-recipient", "3.3-01-short-type", "RCPT-3.3-01", Severity.Fail, Severity.Warning)]
    [TestCase("AMB-05", "X-NO-NAMESPACE", "im-intermediary", "5.1-05-no-namespace", "RCPT-6.2-07", Severity.Fail, Severity.Warning)]
    [TestCase("AMB-07", "X-FIGURE-LAYOUT", "im-sender", "3.1-01-no-empty-line", "RCPT-3.1-01", Severity.Fail, Severity.Warning)]
    [TestCase("AMB-07", "X-FIGURE-LAYOUT", "im-recipient", "3.2-01-no-empty-line", "RCPT-3.2-01", Severity.Fail, Severity.Warning)]
    [TestCase("AMB-08", "X-FIGURE-LAYOUT", "msrp-sender", "3.1-01-carrier-header", "RCPT-3.1-01", Severity.Fail, Severity.Warning)]
    [TestCase("AMB-15", "read-optional", "im-recipient", "3.3-03-no-read-receipt", "RCPT-3.3-03", Severity.Fail, Severity.Warning)]
    [TestCase("AMB-15", "read-optional", "msrp-recipient", "3.3-03-no-read-receipt", "RCPT-3.3-03", Severity.Fail, Severity.Warning)]
    [TestCase("AMB-23", "X-MAIL-ID", "im-sender", "4-05-mail-id", "RCPT-4-05", Severity.Fail, Severity.Warning)]
    [TestCase("AMB-37", "protocol-gateway", "im-intermediary", "6.2-15-answers-itself", "RCPT-6.2-15", Severity.Fail, Severity.Finding)]
    [TestCase("AMB-37", "protocol-gateway", "im-intermediary", "6.2-15-absorbs", "RCPT-6.2-15", Severity.Warning, Severity.Finding)]
    public void Moves_the_verdicts_that_rest_on_it_and_no_others(
        string id, string alternative, string seat, string deviation, string requirement, Severity usual, Severity declared)
    {
        var before = Run(seat, deviation, ChosenReadings.Default);
        var after = Run(seat, deviation, ChosenReadings.Default.With(id, alternative));

        var then = Resting(before, id);
        var now = Resting(after, id);
        Assert.That(then.Where(f => f.Requirement == requirement).Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(usual));
        Assert.That(now.Where(f => f.Requirement == requirement).Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(declared));
        Assert.That(now.Select(f => f.Severity), Is.All.EqualTo(declared));
        Assert.That(now.Select(f => f.Message), Is.All.Contains($"{id} is read as {alternative}, as declared"));
        Assert.That(then.Select(f => f.Message), Is.All.Contains("by default"));
        Assert.That(Others(after, id), Is.EqualTo(Others(before, id)));
        Assert.That(after.Select(c => c.Verdict), Is.All.EqualTo(Verdict.Pass));
        Assert.That(after.Where(c => c.Warned).Select(c => c.Id), Is.EqualTo(declared is Severity.Warning ? Names(after, id) : []));
        Assert.That(Names(after, id), Is.EqualTo(Names(before, id)));
        Assert.That(before.Where(c => c.Verdict is Verdict.Fail).Select(c => c.Id), Is.EqualTo(usual is Severity.Fail ? Names(before, id) : []));
    }

    [TestCase("im-intermediary", "8.1-05-any-party", "RCPT-8.1-05")]
    [TestCase("im-sender", "8.1-03-any-party", "RCPT-8.1-03")]
    [TestCase("im-recipient", "3.4-08-no-recipient-uri", "RCPT-3.4-08")]
    [TestCase("msrp-recipient", "7.1.3.2-03-delivery-receipts", "RCPT-7.1.3.2-03")]
    public void Strictness_about_derived_requirements_moves_these_and_no_others(string seat, string deviation, string requirement)
    {
        var before = Run(seat, deviation, ChosenReadings.Default);
        var after = Run(seat, deviation, ChosenReadings.Default.With("STRICT-DERIVED", "on"));

        Assert.That(Of(before, requirement).Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(Severity.Warning));
        Assert.That(Of(after, requirement).Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(Severity.Fail));
        var derived = Readings.Get("STRICT-DERIVED").Requirements;
        Assert.That(Others(after, c => !derived.Contains(c.Requirement)), Is.EqualTo(Others(before, c => !derived.Contains(c.Requirement))));
        Assert.That(
            after.Where(c => c.Verdict is Verdict.Fail).Select(c => c.Id),
            Is.EqualTo(before.Where(c => c.Findings.Any(f => f.Severity is Severity.Fail || derived.Contains(f.Requirement))).Select(c => c.Id)));
    }

    [Test]
    public void Who_follows_the_usual_reading_passes_under_every_other_one_too()
    {
        var all = Readings.All.Where(r => r.IsOpen).Aggregate(ChosenReadings.Default, (chosen, reading) => chosen.With(reading.Id, reading.Alternatives[^1].Name));
        var plan = Plans.Virtual(Catalogue, [.. Catalogue.Cases.Where(c => c.Scenario.Suite is Harness.Dsl.Suite.Receipts)], seed: 1);
        plan = plan with { Pixit = plan.Pixit with { Readings = all } };
        using var source = new ReferenceSource([], plan.Pixit, TlsSettings.Empty, TlsSettings.Empty);
        var results = VirtualRun.Run(plan, source, null, null, CancellationToken.None);

        Assert.That(results.Where(c => c.Verdict is not Verdict.Pass || c.Warned).Select(c => c.Id), Is.Empty);
    }

    [Test]
    public void Clauses_that_a_system_denies_do_not_bind_it_and_all_others_do()
    {
        var denied = Requirements.All.Where(r => r.Condition == "PICS-HIST").Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var bound = Run("list-service", "U5365-7.3-05-none-for-blind", pixit => pixit, "list-message-figure-2");
        var lifted = Run("list-service", "U5365-7.3-05-none-for-blind", pixit => pixit with { Void = denied }, "list-message-figure-2");

        Assert.That(bound, Is.Not.Empty);
        Assert.That(Of(bound, "U5365-7.3-05"), Is.Not.Empty);
        Assert.That(lifted.SelectMany(c => c.Findings).Where(f => f.Severity is not Severity.Finding && f.Requirement is { } id && denied.Contains(id)), Is.Empty);
        Assert.That(lifted.SelectMany(c => c.Exercised).Where(denied.Contains), Is.Empty);
        Assert.That(Others(lifted, f => !denied.Contains(f.Requirement ?? "")), Is.EqualTo(Others(bound, f => !denied.Contains(f.Requirement ?? ""))));
    }

    [TestCase(10, false)]
    [TestCase(3, true, Description = "six minutes are no more than several to the reference, which takes ten")]
    public void Signed_dates_are_tried_at_twice_what_several_minutes_are_said_to_be(int minutes, bool isTaken)
    {
        var results = Run("list-recipient", null, pixit => pixit with { DateSkew = TimeSpan.FromMinutes(minutes) }, "message-signed-date");

        Assert.That(results.Where(c => c.Variant is "past" or "future").Select(c => c.Findings.Any(f => f.Requirement == "I3428-11-06")), Is.Not.Empty.And.All.EqualTo(isTaken));
        Assert.That(results.Where(c => c.Variant is "now").Select(c => c.Verdict), Is.Not.Empty.And.All.EqualTo(Verdict.Pass));
    }

    private static IReadOnlyList<CaseResult> Run(string seat, string deviation, ChosenReadings readings) =>
        Run(seat, deviation, pixit => pixit with { Readings = readings });

    private static IReadOnlyList<CaseResult> Run(string seat, string? deviation, Func<Pixit, Pixit> change, string? scenario = null)
    {
        var plan = Plans.Virtual(Catalogue, [.. Catalogue.Cases.Where(c => c.Assignment.Seat.Name == seat && (scenario is null || c.Scenario.Name == scenario))], seed: 1);
        plan = plan with { Pixit = change(plan.Pixit) };
        using var source = new ReferenceSource(deviation is null ? [] : [ReferenceSeats.Deviations.Single(d => d.Seat == seat && d.Id == deviation)], plan.Pixit, TlsSettings.Empty, TlsSettings.Empty);
        return VirtualRun.Run(plan, source, null, null, CancellationToken.None);
    }

    private static Finding[] Resting(IReadOnlyList<CaseResult> results, string id) => [.. results.SelectMany(c => c.Findings).Where(f => f.Reading == id)];

    private static Finding[] Of(IReadOnlyList<CaseResult> results, string requirement) => [.. results.SelectMany(c => c.Findings).Where(f => f.Requirement == requirement)];

    private static string[] Names(IReadOnlyList<CaseResult> results, string id) => [.. results.Where(c => c.Findings.Any(f => f.Reading == id)).Select(c => c.Id)];

    private static string[] Others(IReadOnlyList<CaseResult> results, string id) => Others(results, f => f.Reading != id);

    private static string[] Others(IReadOnlyList<CaseResult> results, Func<Finding, bool> counts) =>
        [.. results.SelectMany(c => c.Findings.Where(counts).Select(f => $"{c.Id}: {f.Severity} {f.Requirement} {f.Message}")).Order(StringComparer.Ordinal)];
}
