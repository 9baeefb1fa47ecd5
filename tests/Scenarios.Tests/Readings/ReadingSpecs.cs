using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Stack;

namespace Conformance.Scenarios.Tests.Readings;

/// <summary>
/// A reading that is declared moves the verdicts that rest on it, and no others. All cases of a seat run with a reference that follows it; those that asked for
/// the reading run again with the declaration, and the others cannot come out otherwise, since nothing in them asked.
/// </summary>
public sealed class ReadingSpecs
{
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
    [TestCase("A-12", "raw-guard", "list-service", "F5363-4.1-06-counts-entries", "F5363-4.1-06", Severity.Fail, Severity.Finding)]
    public void Moves_the_verdicts_that_rest_on_it_and_no_others(
        string id, string alternative, string seat, string deviation, string requirement, Severity usual, Severity declared)
    {
        var cases = Bench.CasesOf(seat, id == "AMB-37" ? TransportKind.Udp : TransportKind.Tcp);
        var conduct = Bench.DeviationOf(seat, deviation);
        var all = Bench.Run(cases, conduct);
        var before = all.Where(r => r.Asked.Contains(id)).ToArray();
        var after = Bench.Run([.. before.Select(r => r.Case)], conduct, pixit => pixit with { Readings = ChosenReadings.Default.With(id, alternative) });

        var then = Resting(before, id);
        var now = Resting(after, id);
        Assert.That(Resting(all, id), Has.Length.EqualTo(then.Length), "what rests on a reading has asked for it");
        Assert.That(then.Where(f => f.Requirement == requirement).Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(usual));
        Assert.That(now.Where(f => f.Requirement == requirement).Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(declared));
        Assert.That(now.Select(f => f.Severity), Is.All.EqualTo(declared));
        Assert.That(now.Select(f => f.Message), Is.All.Contains($"{id} is read as {alternative}, as declared"));
        Assert.That(then.Select(f => f.Message), Is.All.Contains("by default"));
        Assert.That(after.Texts(f => f.Reading != id), Is.EqualTo(before.Texts(f => f.Reading != id)));
        Assert.That(after.Where(r => r.Result.Verdict is not Verdict.Pass).Select(r => $"{r.Result.Id} {r.Result.Verdict}: {r.Result.Reason}"), Is.Empty);
        Assert.That(after.Where(r => r.Result.Warned).Select(r => r.Result.Id), Is.EqualTo(declared is Severity.Warning ? Names(after, id) : []));
        Assert.That(Names(after, id), Is.EqualTo(Names(before, id)));
        Assert.That(all.Where(r => r.Result.Verdict is Verdict.Fail).Select(r => r.Result.Id), Is.EqualTo(usual is Severity.Fail ? Names(before, id) : []));
    }

    [TestCase("im-intermediary", "8.1-05-any-party", "RCPT-8.1-05")]
    [TestCase("im-sender", "8.1-03-any-party", "RCPT-8.1-03")]
    [TestCase("im-recipient", "3.4-08-no-recipient-uri", "RCPT-3.4-08")]
    [TestCase("msrp-recipient", "7.1.3.2-03-delivery-receipts", "RCPT-7.1.3.2-03")]
    public void Strictness_about_derived_requirements_moves_these_and_no_others(string seat, string deviation, string requirement)
    {
        var derived = Harness.Ledger.Readings.Get("STRICT-DERIVED").Requirements;
        var (before, after) = Twice(seat, deviation, "STRICT-DERIVED", "on");

        Assert.That(before.Findings().Where(f => f.Requirement == requirement).Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(Severity.Warning));
        Assert.That(after.Findings().Where(f => f.Requirement == requirement).Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(Severity.Fail));
        Assert.That(after.Texts(f => !derived.Contains(f.Requirement)), Is.EqualTo(before.Texts(f => !derived.Contains(f.Requirement))));
    }

    [TestCase("im-recipient", "5.1-03-xml-1.1", "RCPT-5.1-03")]
    [TestCase("msrp-sender", "7.1.1-01-no-cpim-to", "RCPT-7.1.1-01")]
    public void Where_the_older_documents_are_declared_their_differences_warn_and_nothing_else_changes(string seat, string deviation, string requirement)
    {
        var concerned = Harness.Ledger.Readings.Get("AMB-52").Requirements;
        var (before, after) = Twice(seat, deviation, "AMB-52", "X-OLD-DRAFTS");

        Assert.That(concerned, Has.Member(requirement));
        Assert.That(after.Texts(f => !concerned.Contains(f.Requirement)), Is.EqualTo(before.Texts(f => !concerned.Contains(f.Requirement))));
        Assert.That(before.Findings().Where(f => f.Requirement == requirement).Select(f => f.Severity), Is.Not.Empty);
    }

    /// <summary>A reference behind a proxy there is none: it challenges like one, and then looks for other credentials than it asked for. The challenge alone is judged here.</summary>
    [Test]
    public void A_challenge_by_proxies_is_noted_where_a_proxy_is_declared_and_fails_otherwise()
    {
        var cases = Bench.CasesOf("list-service", scenario: "list-message-unauthenticated");
        var conduct = Bench.DeviationOf("list-service", "I3261-22.2-01-proxy-challenge");
        var usual = Bench.Run(cases, conduct);
        var declared = Bench.Run(cases, conduct, pixit => pixit with { Readings = ChosenReadings.Default.With("A-56", "proxy-front-end") });

        Assert.That(Resting(usual, "A-56").Select(f => (f.Requirement, f.Severity)).Distinct(), Is.EqualTo(new[] { ("I3261-22.2-01", Severity.Fail) }));
        Assert.That(Resting(declared, "A-56").Select(f => (f.Requirement, f.Severity)).Distinct(), Is.EqualTo(new[] { ("I3261-22.2-01", Severity.Finding) }));
        Assert.That(declared.Texts(f => f.Reading != "A-56"), Is.EqualTo(usual.Texts(f => f.Reading != "A-56")));
    }

    [TestCase("strip", 0)]
    [TestCase("self", 1)]
    public void A_claim_about_blind_recipients_holds_in_every_case(string mode, int least)
    {
        var cases = Bench.CasesOf("list-service", scenario: "list-message-bcc-removal").Where(c => c.Variant.Name is "" or "blind-first" or "ted-in-posted").ToArray();
        var declared = ChosenReadings.OfClaims(new Dictionary<string, string> { ["PICS-BCC-MODE"] = mode });
        var open = Bench.Run(cases);
        var claimed = Bench.Run(cases, change: pixit => pixit with { Readings = declared });

        Assert.That(declared.Declared["A-17"], Is.EqualTo(mode));
        Assert.That(open.Select(r => r.Result.Verdict), Is.Not.Empty.And.All.EqualTo(Verdict.Pass));
        Assert.That(open.SelectMany(r => r.Asked), Does.Contain("A-17"));

        // The reference strips: that is what the one claim says, and not what the other does.
        Assert.That(claimed.Count(r => r.Result.Verdict is Verdict.Fail), least == 0 ? Is.Zero : Is.EqualTo(cases.Length));
        Assert.That(claimed.Findings().Where(f => f.Severity is Severity.Fail && f.Reading == "A-17").Select(f => f.Requirement).Distinct(), least == 0 ? Is.Empty : Does.Contain("C5364-4-07"));
    }

    [TestCase("anchor", Verdict.Pass)]
    [TestCase("reject", Verdict.Fail)]
    public void A_claim_about_hidden_lists_leaves_one_of_the_two_branches(string branch, Verdict verdict)
    {
        var cases = Bench.CasesOf("list-service", scenario: "list-hidden-delivery");
        var declared = ChosenReadings.OfClaims(new Dictionary<string, string> { ["P-LIST-PRIVATE"] = branch });
        var claimed = Bench.Run(cases, change: pixit => pixit with { Readings = declared });

        Assert.That(Bench.Run(cases).Select(r => r.Result.Verdict), Is.Not.Empty.And.All.EqualTo(Verdict.Pass));
        Assert.That(claimed.Select(r => r.Result.Verdict), Is.All.EqualTo(verdict));
        Assert.That(claimed.Findings().Where(f => f.Severity is Severity.Fail).Select(f => (f.Requirement, f.Reading)).Distinct(), verdict is Verdict.Pass ? Is.Empty : Is.EqualTo(new[] { ("RCPT-8.2-05", "AMB-48") }));
    }

    [Test]
    public void Who_follows_the_usual_reading_passes_under_every_wider_one_too()
    {
        var all = Harness.Ledger.Readings.All.SelectMany(r => r.Alternatives.Where(a => a.Weight is not null).Select(a => (r.Id, a.Name)))
            .Aggregate(ChosenReadings.Default, (chosen, one) => chosen.With(one.Id, one.Name)).With("STRICT-DERIVED", "on");
        var results = Bench.Run([.. Bench.Catalogue.Cases.Where(c => c.Scenario.Suite is Suite.Receipts && c.Transport is TransportKind.Tcp)], change: pixit => pixit with { Readings = all });

        Assert.That(results.Where(r => r.Result.Verdict is not Verdict.Pass || r.Result.Warned).Select(r => r.Result.Id), Is.Empty);
    }

    [Test]
    public void Clauses_that_a_system_denies_do_not_bind_it_and_all_others_do()
    {
        var denied = Requirements.All.Where(r => r.Condition == "PICS-HIST").Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var cases = Bench.CasesOf("list-service", scenario: "list-message-figure-2");
        var conduct = Bench.DeviationOf("list-service", "U5365-7.3-05-none-for-blind");
        var bound = Bench.Run(cases, conduct);
        var lifted = Bench.Run(cases, conduct, pixit => pixit with { Void = denied });

        Assert.That(bound.Findings().Where(f => f.Requirement == "U5365-7.3-05"), Is.Not.Empty);
        Assert.That(lifted.Findings().Where(f => f.Severity is not Severity.Finding && f.Requirement is { } id && denied.Contains(id)), Is.Empty);
        Assert.That(lifted.SelectMany(r => r.Result.Exercised).Where(denied.Contains), Is.Empty);
        Assert.That(lifted.Texts(f => !denied.Contains(f.Requirement ?? "")), Is.EqualTo(bound.Texts(f => !denied.Contains(f.Requirement ?? ""))));
    }

    [Test]
    public void A_reason_lowers_what_only_should_be_done_to_a_note_and_is_told()
    {
        const string Clause = "U5365-7.3-05";
        var cases = Bench.CasesOf("list-service", scenario: "list-message-figure-2");
        var conduct = Bench.DeviationOf("list-service", "U5365-7.3-05-none-for-blind");
        var bound = Bench.Run(cases, conduct);
        var excused = Bench.Run(cases, conduct, pixit => pixit with { Reasons = new Dictionary<string, string> { [Clause] = "blind recipients asked for that" } });

        Assert.That(bound.Findings().Where(f => f.Requirement == Clause).Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(Severity.Warning));
        Assert.That(excused.Findings().Where(f => f.Requirement == Clause).Select(f => f.Severity), Is.Not.Empty.And.All.EqualTo(Severity.Finding));
        Assert.That(excused.Findings().Where(f => f.Requirement == Clause).Select(f => f.Message), Is.All.Contains("gives a reason: blind recipients asked for that"));
        Assert.That(excused.Texts(f => f.Requirement != Clause), Is.EqualTo(bound.Texts(f => f.Requirement != Clause)));
    }

    [TestCase(10, false)]
    [TestCase(3, true, Description = "six minutes are no more than several to the reference, which takes ten")]
    public void Signed_dates_are_tried_at_twice_what_several_minutes_are_said_to_be(int minutes, bool isTaken)
    {
        var results = Bench.Run(Bench.CasesOf("list-recipient", scenario: "message-signed-date"), change: pixit => pixit with { DateSkew = TimeSpan.FromMinutes(minutes) });

        Assert.That(
            results.Where(r => r.Case.Variant.Name is "past" or "future").Select(r => r.Result.Findings.Any(f => f.Requirement == "I3428-11-06")),
            Is.Not.Empty.And.All.EqualTo(isTaken));
        Assert.That(results.Where(r => r.Case.Variant.Name is "now").Select(r => r.Result.Verdict), Is.Not.Empty.And.All.EqualTo(Verdict.Pass));
    }

    private static (Ran[] Before, Ran[] After) Twice(string seat, string deviation, string id, string alternative)
    {
        var conduct = Bench.DeviationOf(seat, deviation);
        Ran[] before = [.. Bench.Run(Bench.CasesOf(seat), conduct).Where(r => r.Asked.Contains(id))];
        return (before, Bench.Run([.. before.Select(r => r.Case)], conduct, pixit => pixit with { Readings = ChosenReadings.Default.With(id, alternative) }));
    }

    private static Finding[] Resting(IEnumerable<Ran> ran, string id) => [.. ran.Findings().Where(f => f.Reading == id)];

    private static string[] Names(IEnumerable<Ran> ran, string id) => [.. ran.Where(r => r.Result.Findings.Any(f => f.Reading == id)).Select(r => r.Result.Id)];
}
