using Bogus;
using Conformance.Harness.Oracle;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Tests.Oracle;

[TestFixture]
public sealed class RecipientOracleSpecs
{
    internal static ListEntry Entry(string uri, CopyControl? role = null, bool? anonymize = null) => new(uri) { CopyControl = role, Anonymize = anonymize };

    internal static RecipientExpectation Expect(BccMode mode, params ListEntry[] entries) => RecipientOracle.Expect([new ResourceLists(new ResourceList(entries))], mode);

    [Test]
    public void The_example_of_RFC_5365_yields_seven_legs_and_the_history_of_its_third_figure()
    {
        var expected = Expect(BccMode.Strip, [.. Figure2()]);

        Assert.That(expected.Recipients.Select(r => r.Uri.ToString()), Is.EqualTo(Figure2().Select(e => e.Uri)));
        Assert.That(expected.History(expected.Recipients[0]).Select(i => i.ToString()), Is.EqualTo(new[]
        {
            "to sip:bill@example.com", "cc sip:joe@example.org", "to anonymous x2", "cc anonymous x1",
        }));
        Assert.That(expected.IsHistoryDue, Is.True);
    }

    internal static IEnumerable<ListEntry> Figure2() =>
    [
        Entry("sip:bill@example.com", CopyControl.To),
        Entry("sip:randy@example.net", CopyControl.To, true),
        Entry("sip:eddy@example.com", CopyControl.To, true),
        Entry("sip:joe@example.org", CopyControl.Cc),
        Entry("sip:carol@example.net", CopyControl.Cc, true),
        Entry("sip:ted@example.net", CopyControl.Bcc),
        Entry("sip:andy@example.com", CopyControl.Bcc),
    ];

    [TestCase("sip:bob@h", "sip:bob@H", 1, Description = "hosts have no case")]
    [TestCase("sip:bob@h", "sip:%62ob@h", 1, Description = "an escape that is not needed")]
    [TestCase("sip:bob@h", "SIP:bob@h", 1)]
    [TestCase("sip:bob@h;x=1", "sip:bob@h", 1, Description = "an unknown parameter on one side")]
    [TestCase("sip:bob@h", "sip:bob@h;method=INVITE", 1, Description = "method is ignored first (A-15)")]
    [TestCase("sip:bob@h", "sip:Bob@h", 2, Description = "users have case")]
    [TestCase("sip:bob@h", "sips:bob@h", 2)]
    [TestCase("sip:bob@h", "sip:bob@h:5060", 2, Description = "a default port is not an absent one")]
    [TestCase("sip:bob@h", "sip:bob@h?Subject=x", 2, Description = "headers are never ignored")]
    [TestCase("sip:bob@h;user=phone", "sip:bob@h", 2)]
    [TestCase("sip:bob@[::1]", "sip:bob@[0:0::1]", 1, Description = "one IPv6 address")]
    [TestCase("tel:+1", "tel:+1", 1)]
    public void Duplicates_are_what_RFC_3261_calls_equal(string one, string other, int recipients) =>
        Assert.That(Expect(BccMode.Strip, Entry(one), Entry(other)).Recipients, Has.Count.EqualTo(recipients));

    [Test]
    public void Members_of_a_stored_list_are_served_beside_the_listed_each_once()
    {
        var listed = new ResourceLists(new ResourceList(Entry("sip:joe@h", CopyControl.To), Entry("sip:carol@h", CopyControl.Cc)));

        var expected = RecipientOracle.Expect([listed], BccMode.Strip, kept: [SipUri.Parse("sip:bill@h"), SipUri.Parse("sip:%6aoe@h")]);

        Assert.That(expected.Recipients.Select(r => (r.Uri.User, r.Role, r.IsKept)), Is.EquivalentTo(new[]
        {
            ("joe", CopyControl.To, false), ("carol", CopyControl.Cc, false), ("bill", CopyControl.Bcc, true),
        }));
    }

    [Test]
    public void The_highest_role_wins_in_every_order([Values(0, 1, 2)] int first, [Values(0, 1, 2)] int second)
    {
        var expected = Expect(BccMode.Strip, Entry("sip:a@h", (CopyControl)first), Entry("sip:a@h", (CopyControl)second));

        Assert.That(expected.Recipients.Single().Role, Is.EqualTo((CopyControl)Math.Max(first, second)));
    }

    [Test]
    public void Illegal_and_missing_values_are_read_in_the_way_that_discloses_least()
    {
        var recipient = Expect(BccMode.Strip, Entry("sip:a@h") with { CopyControlText = "TO", AnonymizeText = "yes" }).Recipients.Single();

        Assert.That((recipient.Role, recipient.Anonymize), Is.EqualTo((CopyControl.Bcc, true)));
    }

    [Test]
    public void A_conflict_about_anonymity_is_decided_for_it_and_remembered()
    {
        var recipient = Expect(BccMode.Strip, Entry("sip:a@h", CopyControl.To), Entry("sip:a@h", CopyControl.Cc, true)).Recipients.Single();

        Assert.That((recipient.Anonymize, recipient.AnonymizeConflicts, recipient.Role), Is.EqualTo((true, true, CopyControl.To)));
    }

    [Test]
    public void Where_equality_is_not_transitive_one_or_two_copies_are_right([Values(0, 1, 2)] int rotate)
    {
        string[] uris = ["sip:a@h", "sip:a@h;security=on", "sip:a@h;security=off"];
        var recipient = Expect(BccMode.Strip, [.. Enumerable.Range(0, 3).Select(i => Entry(uris[(i + rotate) % 3]))]).Recipients.Single();

        Assert.That(recipient.MaximumCopies, Is.EqualTo(2));
    }

    [Test]
    public void Entries_that_no_MESSAGE_can_reach_are_set_apart()
    {
        var expected = Expect(BccMode.Strip, Entry("mailto:a@h"), Entry("not a uri"), Entry(""), Entry("sip:a@h"));

        Assert.That(expected.InvalidTargets, Has.Count.EqualTo(3));
        Assert.That(expected.Recipients, Has.Count.EqualTo(1));
    }

    [TestCase("sip:a@h:5070", 0)]
    [TestCase("sip:a@h:5070;transport=tcp", 0)]
    [TestCase("sip:a@h:5071", 1)]
    [TestCase("sip:b@h", 2)]
    [TestCase("sip:nobody@h", null)]
    public void A_leg_is_found_by_its_request_URI(string requestUri, int? index)
    {
        var expected = Expect(BccMode.Strip, Entry("sip:a@h:5070;transport=tcp;method=INVITE"), Entry("sip:a@h:5071"), Entry("sip:b@h?Subject=x"));

        Assert.That(expected.Find(SipUri.Parse(requestUri)), Is.EqualTo(index is { } i ? expected.Recipients[i] : null));
    }

    [Test]
    public void Recipients_that_differ_in_headers_alone_know_of_each_other()
    {
        var expected = Expect(BccMode.Strip, Entry("sip:a@h?Subject=x"), Entry("sip:a@h"), Entry("sip:b@h"));

        Assert.That(expected.HeaderTwins(expected.Recipients[0]), Is.EqualTo(new[] { expected.Recipients[1] }));
    }

    [Test]
    public void Any_spelling_order_and_repetition_yields_the_same_recipients()
    {
        var random = new Randomizer(5365);
        for (var round = 0; round < 300; round++)
        {
            var people = Enumerable.Range(0, random.Int(1, 8)).Select(i => (User: $"u{i}", Role: random.Enum<CopyControl>(), Hidden: random.Bool())).ToList();
            var entries = random.Shuffle(people.SelectMany(p => Enumerable.Range(0, random.Int(1, 3)).Select(copy => Entry(
                Spell(random, p.User),
                copy == 0 ? p.Role : random.ArrayElement(Enum.GetValues<CopyControl>().Where(r => r <= p.Role).ToArray()),
                p.Hidden && (copy == 0 || random.Bool()))))).ToArray();

            var expected = Expect(BccMode.Strip, entries);

            Assert.That(
                expected.Recipients.Select(r => (r.Uri.User!.Replace("%75", "u", StringComparison.Ordinal), r.Role, r.Anonymize)).Order(),
                Is.EqualTo(people.Order()),
                string.Join("\n", entries.Select(e => e.ToString())));
        }

        static string Spell(Randomizer random, string user) =>
            $"{random.ArrayElement(["sip", "SIP"])}:{(random.Bool() ? user : user.Replace("u", "%75", StringComparison.Ordinal))}@{random.ArrayElement(["example.com", "Example.COM"])}{random.ArrayElement(["", ";method=BYE"])}";
    }

    [Test]
    public void Ten_thousand_entries_are_merged_in_time_that_grows_with_their_number()
    {
        _ = Milliseconds(100);
        var (one, ten) = (Milliseconds(1_000), Milliseconds(10_000));

        TestContext.Out.WriteLine($"1,000 entries {one:F1} ms, 10,000 entries {ten:F1} ms");
        Assert.That(ten, Is.LessThan(Math.Max(200, one * 50)));

        static double Milliseconds(int entries)
        {
            var list = Enumerable.Range(0, entries).Select(i => Entry($"sip:user{i % (entries * 9 / 10)}@127.0.0.1:5070;transport=tcp", CopyControl.To)).ToArray();
            var best = double.MaxValue;
            for (var i = 0; i < 3; i++)
            {
                var before = Processor();
                Assert.That(Expect(BccMode.Strip, list).Recipients, Has.Count.EqualTo(entries * 9 / 10));
                best = Math.Min(best, Processor() - before);
            }

            return best;
        }

        // Time of this process only: the machine may be busy with others.
        static double Processor() => Environment.CpuUsage.TotalTime.TotalMilliseconds;
    }
}
