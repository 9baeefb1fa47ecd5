using System.Text;
using Bogus;
using Conformance.Harness.Ledger;
using Conformance.Harness.Oracle;
using Conformance.Wire.Lists;
using static Conformance.Harness.Tests.Oracle.RecipientOracleSpecs;

namespace Conformance.Harness.Tests.Oracle;

[TestFixture]
public sealed class HistoryComparisonSpecs
{
    private const string Anonymous = ResourceLists.AnonymousUri;

    /// <summary>Goes over the wire, so that the comparison sees what a parser gives it.</summary>
    private static ResourceLists History(params IEnumerable<ListEntry> entries) => Read(ResourceLists.Write(entries));

    private static ResourceLists Read(byte[] document) =>
        ResourceLists.TryRead(document, out var lists, out var error) ? lists : throw new AssertionException(error!.Message);

    private static List<ListEntry> Figure3() =>
    [
        Entry("sip:bill@example.com", CopyControl.To),
        Entry(Anonymous, CopyControl.To) with { Count = 2 },
        Entry("sip:joe@example.org", CopyControl.Cc),
        Entry(Anonymous, CopyControl.Cc) with { Count = 1 },
    ];

    private static HistoryVerdict Compare(IEnumerable<ListEntry> history, BccMode mode = BccMode.Strip, string receiver = "sip:bill@example.com")
    {
        var expected = Expect(mode, [.. Figure2()]);
        return HistoryComparison.Compare(expected, History(history), expected.Recipients.First(r => r.Uri.ToString() == receiver));
    }

    [Test]
    public void The_history_of_the_RFC_is_right()
    {
        var verdict = Compare(Figure3());

        Assert.That(verdict.Differences, Is.Empty);
        Assert.That(verdict.Readings, Is.EqualTo(new[] { new ReadingFollowed("A-23", "grouped") }));
        Assert.That(verdict.Observed, Is.EqualTo(verdict.Expected));
    }

    [TestCase("")]
    [TestCase("to")]
    [TestCase("bcc")]
    public void Whether_members_of_a_stored_list_are_shown_is_the_services_affair(string role)
    {
        var expected = RecipientOracle.Expect(
            [new ResourceLists(new ResourceList(Entry("sip:joe@h", CopyControl.To)))], BccMode.Strip, kept: [Wire.Sip.SipUri.Parse("sip:bill@h")]);
        List<ListEntry> history = [Entry("sip:joe@h", CopyControl.To)];
        if (role.Length > 0)
        {
            history.Add(Entry("sip:bill@h") with { CopyControlText = role });
        }

        Assert.That(HistoryComparison.Compare(expected, History(history), expected.Recipients[0]).Differences, Is.Empty);
    }

    [Test]
    public void Order_grouping_headers_and_nesting_are_free()
    {
        var expected = Expect(BccMode.Strip, [.. Figure2()]);
        var history = new ResourceLists(
            new ResourceList(Entry(Anonymous, CopyControl.Cc), Entry("SIP:joe@EXAMPLE.org;transport=tcp", CopyControl.Cc)),
            new ResourceList(new ResourceList(Entry(Anonymous, CopyControl.To)), Entry(Anonymous, CopyControl.To), Entry("sip:bill@example.com", CopyControl.To) with { DisplayName = "Bill" }));

        var verdict = HistoryComparison.Compare(expected, Read(history.Write(new ListStyle { Prefix = "rl", CopyControlPrefix = "y", Declaration = false })));

        Assert.That(verdict.Differences, Is.Empty);
        Assert.That(verdict.Readings, Is.EqualTo(new[] { new ReadingFollowed("A-23", "one by one") }));
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        static TestCaseData Case(string name, string blamed, Func<List<ListEntry>, IEnumerable<ListEntry>> change, BccMode mode = BccMode.Strip, string receiver = "sip:bill@example.com") =>
            new TestCaseData(blamed, change(Figure3()).ToList(), mode, receiver).SetArgDisplayNames(name);

        yield return Case("cc rewritten to to", "C5364-3-02", h => h.Select(e => e.Uri == "sip:joe@example.org" ? e with { CopyControl = CopyControl.To } : e));
        yield return Case("copyControl left out", "C5364-3-02", h => h.Select(e => e.Uri == "sip:joe@example.org" ? e with { CopyControlText = null } : e));
        yield return Case("receiver removed", "C5364-3-02", h => h.Skip(1));
        yield return Case("cc recipients left out", "U5365-3-10", h => h.Where(e => e.Uri != "sip:joe@example.org"));
        yield return Case("levels mixed", "C5364-3-03", h => [h[0], h[2], Entry(Anonymous, CopyControl.To) with { Count = 3 }]);
        yield return Case("count off by one", "C5364-4-19", h => [h[0], h[1] with { Count = 1 }, h[2], h[3]]);
        yield return Case("count left out of a group", "C5364-6-03", h => [h[0], h[1] with { CountText = null }, h[2], h[3]]);
        yield return Case("anonymous recipients left out", "C5364-7-03", h => [h[0], h[2]]);
        yield return Case("anonymous entry without level", "C5364-6-02", h => [h[0], h[1] with { CopyControlText = null }, h[2], h[3]]);
        yield return Case("another stand-in", "C5364-4-12", h => [h[0], h[2], h[3], Entry("sip:anonymous@example.com", CopyControl.To)]);
        yield return Case("anonymous recipient shown", "C5364-4-11", h => [.. h, Entry("sip:randy@example.net", CopyControl.To)]);
        yield return Case("anonymous recipient sees itself", "C5364-4-12", h => [.. h, Entry("sip:randy@example.net", CopyControl.To)], receiver: "sip:randy@example.net");
        yield return Case("blind recipient listed", "C5364-4-06", h => [.. h, Entry("sip:ted@example.net", CopyControl.Bcc)]);
        yield return Case("blind recipient listed to another blind one", "C5364-4-07", h => [.. h, Entry("sip:ted@example.net", CopyControl.Bcc)], BccMode.Self, "sip:andy@example.com");
        yield return Case("own blind entry relabelled", "C5364-4-07", h => [.. h, Entry("sip:ted@example.net", CopyControl.To)], BccMode.Self, "sip:ted@example.net");
        yield return Case("own blind entry gone", "C5364-4-07", h => h, BccMode.Self, "sip:ted@example.net");
        yield return Case("any blind entry where nothing was declared", "C5364-4-05", h => [.. h, Entry("sip:ted@example.net", CopyControl.Bcc)], BccMode.Either);
        yield return Case("entry twice", "C5364-6-01", h => [.. h, h[0]]);
        yield return Case("a stranger", "U5365-3-05", h => [.. h, Entry("sip:mallory@example.com", CopyControl.Cc)]);
        yield return Case("illegal count", "C5364-5-03", h => [h[0] with { CountText = "two" }, .. h.Skip(1)]);
        yield return Case("illegal level", "C5364-4-23", h => [h[0] with { CopyControlText = "carbon" }, .. h.Skip(1)]);
        yield return Case("blind URI in a display name", "C5364-4-02", h => [h[0] with { DisplayName = "Bill, in private: <sip:ted@example.net>" }, .. h.Skip(1)]);
        yield return Case("anonymous URI in foreign content", "C5364-4-11", h => [h[0] with { ForeignElements = [new("x", "urn:x", "note", "sip:carol@EXAMPLE.net.")] }, .. h.Skip(1)]);
    }

    [TestCaseSource(nameof(Faults))]
    public void A_fault_is_blamed_on_its_requirement(string blamed, List<ListEntry> history, BccMode mode, string receiver)
    {
        var verdict = Compare(history, mode, receiver);

        Assert.That(verdict.Differences.Where(d => d.Severity == Severity.Fail).Select(d => d.Requirement), Does.Contain(blamed));
        Assert.That(verdict.IsRight, Is.False);
    }

    private static IEnumerable<TestCaseData> Oddities()
    {
        static TestCaseData Case(string name, string noted, Func<List<ListEntry>, IEnumerable<ListEntry>> change) =>
            new TestCaseData(noted, change(Figure3()).ToList()).SetArgDisplayNames(name);

        yield return Case("anonymize attribute", "C5364-7-04", h => h.Select(e => e with { Anonymize = false }));
        yield return Case("schema defaults written out", "C5364-5-04", h => h.Select(e => e with { Anonymize = false, Count = e.Count ?? 1 }));
        yield return Case("count on a visible entry", "C5364-3-04", h => [h[0] with { Count = 7 }, .. h.Skip(1)]);
        yield return Case("headers shown to all", "C5364-6-01", h => [h[0] with { Uri = "sip:bill@example.com?Subject=x" }, .. h.Skip(1)]);
    }

    [TestCaseSource(nameof(Oddities))]
    public void An_oddity_is_noted_and_fails_nothing(string noted, List<ListEntry> history)
    {
        var verdict = Compare(history);

        Assert.That(verdict.Differences.Select(d => d.Requirement), Does.Contain(noted));
        Assert.That(verdict.IsRight, Is.True);
    }

    [Test]
    public void A_blind_default_is_protected_like_a_blind_wish()
    {
        var expected = Expect(BccMode.Strip, Entry("sip:a@h", CopyControl.To), Entry("sip:b@h"));

        var difference = HistoryComparison.Compare(expected, History(Entry("sip:a@h", CopyControl.To), Entry("sip:b@h", CopyControl.To))).Differences.Single();

        Assert.That((difference.Requirement, difference.Reading), Is.EqualTo(("C5364-4-03", "A-20")));
        Assert.That(difference.Message, Is.EqualTo("sip:b@h is bcc by default and is listed all the same"));
    }

    [Test]
    public void Disclosing_on_conflict_is_inconclusive_and_counting_twice_fails()
    {
        var expected = Expect(BccMode.Strip, Entry("sip:a@h", CopyControl.To), Entry("sip:a@h", CopyControl.To, true), Entry("sip:b@h", CopyControl.To));
        List<ListEntry> shown = [Entry("sip:a@h", CopyControl.To), Entry("sip:b@h", CopyControl.To)];

        var disclosing = HistoryComparison.Compare(expected, History(shown));
        var both = HistoryComparison.Compare(expected, History([.. shown, Entry(Anonymous, CopyControl.To)]));
        var hidden = HistoryComparison.Compare(expected, History(shown[1], Entry(Anonymous, CopyControl.To)));

        Assert.That(disclosing.Differences.Single(), Has.Property("Reading").EqualTo("A-16").And.Property("IsInconclusive").True);
        Assert.That(both.Differences.Select(d => (d.Requirement, d.Severity)), Does.Contain(("C5364-4-19", Severity.Fail)));
        Assert.That(hidden.Differences, Is.Empty);
    }

    [Test]
    public void Bcc_beats_anonymity_in_the_counts()
    {
        var expected = Expect(BccMode.Strip, Entry("sip:a@h", CopyControl.To), Entry("sip:b@h", CopyControl.To, true), Entry("sip:c@h", CopyControl.Bcc, true));

        Assert.That(
            HistoryComparison.Compare(expected, History(Entry("sip:a@h", CopyControl.To), Entry(Anonymous, CopyControl.To) with { Count = 2 })).Differences.Select(d => d.Requirement),
            Is.EqualTo(new[] { "C5364-4-18" }));
    }

    [Test]
    public void Without_visible_recipients_no_history_is_due_and_an_empty_one_is_odd()
    {
        var expected = Expect(BccMode.Strip, Entry("sip:a@h"), Entry("sip:b@h", CopyControl.Bcc));

        Assert.That(HistoryComparison.Compare(expected, null).Differences, Is.Empty);
        Assert.That(HistoryComparison.Compare(expected, History()).Differences.Single().Reading, Is.EqualTo("A-18"));
        Assert.That(Compare([], receiver: "sip:bill@example.com").IsRight, Is.False);
    }

    [Test]
    public void A_missing_history_warns()
    {
        var expected = Expect(BccMode.Strip, [.. Figure2()]);

        var verdict = HistoryComparison.Compare(expected, null);

        Assert.That(verdict.Differences.Select(d => (d.Requirement, d.Severity)), Is.EqualTo(new[] { ("U5365-7.3-05", Severity.Warning) }));
        Assert.That(verdict.Observed, Is.EqualTo("no history"));
    }

    [Test]
    public void Both_ways_to_treat_blind_recipients_are_right_but_not_both_at_once()
    {
        var expected = Expect(BccMode.Either, [.. Figure2()]);
        ResourceLists Strip(MergedRecipient _) => History(Figure3());
        ResourceLists Self(MergedRecipient r) => History([.. Figure3(), .. r.IsBlind ? [Entry(r.Uri.ToString(), CopyControl.Bcc)] : Array.Empty<ListEntry>()]);

        HistoryVerdict All(Func<MergedRecipient, ResourceLists> copy) => HistoryComparison.CompareAll(expected, expected.Recipients.Select(r => (r, (ResourceLists?)copy(r))));

        Assert.That(All(Strip).Differences, Is.Empty);
        Assert.That(All(Self).Differences, Is.Empty);
        Assert.That(All(r => r.Uri.User == "ted" ? Self(r) : Strip(r)).Differences.Single().Requirement, Is.EqualTo("C5364-4-05"));
    }

    [Test]
    public void A_difference_in_several_copies_is_told_once_with_its_receivers()
    {
        var expected = Expect(BccMode.Strip, [.. Figure2()]);

        var verdict = HistoryComparison.CompareAll(expected, expected.Recipients.Select(r => (r, (ResourceLists?)History([.. Figure3(), Entry("sip:ted@example.net", CopyControl.Bcc)]))));

        var difference = verdict.Differences.Single();
        Assert.That(difference.Message, Is.EqualTo("sip:ted@example.net is bcc and is listed all the same"));
        Assert.That(difference.Receivers, Has.Count.EqualTo(7));
        Assert.That(verdict.Observed, Does.Contain("bcc sip:ted@example.net"));
    }

    [Test]
    public void A_comment_that_names_a_blind_recipient_discloses_it_and_a_longer_word_does_not()
    {
        var expected = Expect(BccMode.Strip, [.. Figure2()]);
        ResourceLists With(string comment) =>
            Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(ResourceLists.Write(Figure3())).Replace("</list>", $"<!-- {comment} --></list>", StringComparison.Ordinal)));

        Assert.That(HistoryComparison.Compare(expected, With("sip:ted@example.net")).Differences.Single().Requirement, Is.EqualTo("C5364-4-02"));
        Assert.That(HistoryComparison.Compare(expected, With("posted gossip:ted@example.net sip:ted@example.net.org ted")).Differences, Is.Empty);
    }

    [Test]
    public void Whatever_the_list_a_history_made_by_the_rules_is_right()
    {
        var random = new Randomizer(5364);
        for (var round = 0; round < 200; round++)
        {
            var mode = random.Enum<BccMode>();
            var entries = Enumerable.Range(0, random.Int(1, 12)).Select(i => Entry(
                $"sip:u{random.Int(0, 7)}@h{random.Int(0, 1)}.example;transport=tcp",
                random.Bool() ? random.Enum<CopyControl>() : null,
                random.Bool() ? random.Bool() : null)).ToArray();
            var expected = Expect(mode, entries);

            foreach (var receiver in expected.Recipients)
            {
                var history = random.Shuffle(expected.History(receiver).SelectMany(i => Written(i, random))).ToList();
                var verdict = HistoryComparison.Compare(expected, history.Count == 0 && !expected.IsHistoryDue ? null : History(history), receiver);

                Assert.That(verdict.Differences.Where(d => d.Severity != Severity.Finding), Is.Empty, $"{mode} {string.Join(", ", entries.Select(e => e.ToString()))}");
            }
        }

        static IEnumerable<ListEntry> Written(HistoryItem item, Randomizer random) =>
            item.Uri is not null ? [Entry(item.Uri.ToString(), item.Level)]
            : random.Bool() ? [Entry(Anonymous, item.Level) with { Count = item.Count }]
            : Enumerable.Range(0, (int)item.Count).Select(_ => Entry(Anonymous, item.Level));
    }

    [Test]
    public void Every_requirement_and_reading_blamed_exists()
    {
        var differences = Faults().Concat(Oddities()).SelectMany(c => Compare((List<ListEntry>)c.Arguments[1]!).Differences).ToList();

        Assert.That(differences.Where(d => !Requirements.TryGet(d.Requirement, out _) || (d.Reading is not null && !Readings.TryGet(d.Reading, out _))), Is.Empty);
    }
}
