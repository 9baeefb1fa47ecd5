using System.Text;
using Bogus;
using Conformance.Harness.Oracle;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;
using FsCheck;
using FsCheck.Fluent;

namespace Conformance.Scenarios.Tests.Lists;

/// <summary>What the judge thinks that lists call for, against what the reference makes of them: two readings of the RFCs that know nothing of each other.</summary>
[TestFixture]
public sealed class OracleAgreementSpecs
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1500).WithQuietOnSuccess(true);

    [Test]
    public void Oracle_and_reference_agree_on_thousands_of_random_lists([Values("strip", "self")] string mode)
    {
        using var bench = new ListBench(mode);
        var served = 0;

        Prop.ForAll(RandomList.Any, list =>
        {
            var disagreement = Disagreement(bench, mode, list.Documents());
            served += disagreement is null ? 1 : 0;
            return (disagreement is null).Label(disagreement ?? "");
        }).Check(Thorough);

        Assert.That(served, Is.EqualTo(1500));
    }

    [TestCase("C5364-4-16-first-role")]
    [TestCase("U5365-7.1-02-raw-strings")]
    [TestCase("F5363-4.1-05-first-part-only")]
    public void A_disagreement_is_printed_as_the_smallest_list_that_shows_it(string fault)
    {
        using var bench = new ListBench("strip", fault);

        var told = Assert.Catch<Exception>(() => Prop.ForAll(RandomList.Any, list =>
        {
            var disagreement = Disagreement(bench, "strip", list.Documents());
            return (disagreement is null).Label(disagreement ?? "");
        }).Check(Thorough));

        var shrunk = told?.Message[told.Message.IndexOf("Shrunk:", StringComparison.Ordinal)..] ?? "";
        TestContext.Out.WriteLine(shrunk);
        Assert.That(shrunk.Split('\n').Count(line => line.Contains("10.0.0.9", StringComparison.Ordinal) && line.StartsWith("  ", StringComparison.Ordinal)), Is.InRange(1, 2));
    }

    [Test]
    public void They_agree_on_lists_of_people_with_names_as_people_have_them([Values("strip", "self")] string mode)
    {
        using var bench = new ListBench(mode);
        var faker = new Faker("de") { Random = new Randomizer(5365) };
        for (var round = 0; round < 20; round++)
        {
            var people = Enumerable.Range(0, faker.Random.Int(1, 60)).Select(n => new ListEntry($"sip:{faker.Internet.UserName()}.{n}@10.0.0.9:5070;transport=tcp")
            {
                CopyControl = faker.Random.Enum<CopyControl>(),
                Anonymize = faker.Random.Bool(0.3f) ? true : null,
                DisplayName = faker.Name.FullName(),
            }).ToArray();

            var disagreement = Disagreement(bench, mode, [ResourceLists.Write(people)]);

            Assert.That(disagreement, Is.Null, string.Join('\n', people.Select(p => p.ToString())));
        }
    }

    [Test]
    public void The_oracle_of_one_way_with_blind_recipients_objects_to_the_other()
    {
        byte[][] list = [ResourceLists.Write([new ListEntry("sip:a@10.0.0.9:5070;transport=tcp") { CopyControl = CopyControl.To }, new ListEntry("sip:b@10.0.0.9:5070;transport=tcp") { CopyControl = CopyControl.Bcc }])];
        using var strip = new ListBench("strip");
        using var self = new ListBench("self");

        Assert.Multiple(() =>
        {
            Assert.That(Disagreement(strip, "self", list), Does.Contain("C5364-4-07"));
            Assert.That(Disagreement(self, "strip", list), Does.Contain("C5364-4-06"));
        });
    }

    /// <summary>Where the two differ; null where they do not. A list of nobody may be refused, and is then nobody's for both.</summary>
    private static string? Disagreement(ListBench bench, string mode, IEnumerable<byte[]> documents)
    {
        byte[][] lists = [.. documents];
        var read = lists.Select(l => ResourceLists.TryRead(l, out var document, out _) ? document : throw new InvalidOperationException(Encoding.UTF8.GetString(l))).ToArray();
        var expected = RecipientOracle.Expect(read, mode == "self" ? BccMode.Self : BccMode.Strip);
        var either = RecipientOracle.Expect(read, BccMode.Either);
        var (status, copies) = bench.Send(lists);
        if (expected.Recipients.Count == 0)
        {
            return copies.Count == 0 ? null : $"{copies.Count} copies for a list of nobody";
        }

        if (status != 202)
        {
            return $"{status} for a list of {expected.Recipients.Count}";
        }

        var got = new Dictionary<MergedRecipient, List<ResourceLists?>>();
        foreach (var (uri, history) in copies)
        {
            var meant = expected.Recipients.Where(r => r.Spellings.Any(s => s.WithoutHeaders().ToString() == uri.ToString())).ToArray();
            if ((meant.FirstOrDefault(r => !got.ContainsKey(r)) ?? meant.FirstOrDefault(r => got[r].Count < r.MaximumCopies)) is not { } recipient)
            {
                return $"a copy too many to {uri}";
            }

            (got.TryGetValue(recipient, out var all) ? all : got[recipient] = []).Add(history);
        }

        return expected.Recipients.FirstOrDefault(r => !got.ContainsKey(r)) is { } missed ? $"no copy to {missed}"
            : got.SelectMany(g => g.Value.Select(history => Wrong(expected, g.Key, history) ?? Wrong(either, either.Find(g.Key.Uri), history))).FirstOrDefault(w => w is not null);
    }

    private static string? Wrong(RecipientExpectation expected, MergedRecipient? receiver, ResourceLists? history)
    {
        var verdict = HistoryComparison.Compare(expected, history, receiver);
        return verdict.IsRight ? null : $"the history to {receiver}: {string.Join("; ", verdict.Differences.Where(d => d.Severity != Harness.Ledger.Severity.Finding || d.IsInconclusive).Select(d => $"{d.Requirement} {d.Message}"))}";
    }
}
