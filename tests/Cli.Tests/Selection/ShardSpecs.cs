using Conformance.Cli.Selection;

namespace Conformance.Cli.Tests.Selection;

public sealed class ShardSpecs
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(7)]
    public void Every_case_is_in_exactly_one_shard_and_shards_are_of_one_size(int of)
    {
        var all = new Catalogue().Cases;

        var shards = Enumerable.Range(1, of).Select(k => new Shard(k, of).Take(all)).ToArray();

        Assert.That(shards.SelectMany(s => s).Select(c => c.Id), Is.EquivalentTo(all.Select(c => c.Id)));
        Assert.That(shards.Max(s => s.Count) - shards.Min(s => s.Count), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Each_shard_gets_its_share_of_every_transport()
    {
        var all = new Catalogue().Cases;
        var transports = all.Select(c => c.Transport).Distinct().ToArray();

        foreach (var k in Enumerable.Range(1, 3))
        {
            Assert.That(new Shard(k, 3).Take(all).Select(c => c.Transport).Distinct(), Is.EquivalentTo(transports));
        }
    }

    [TestCase("0/4")]
    [TestCase("5/4")]
    [TestCase("1")]
    [TestCase("1/0")]
    [TestCase("-1/4")]
    [TestCase("a/b")]
    [TestCase("1/2/3")]
    public void What_is_no_shard_is_refused_with_an_example(string text)
    {
        var refused = Assert.Throws<CommandException>(() => Shard.Parse(text));

        Assert.That(refused?.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(refused?.Message, Does.Contain(text).And.Contain("--shard 1/4"));
    }

    [Test]
    public void A_shard_without_cases_is_not_green()
    {
        var one = new Catalogue().Cases.Take(1).ToArray();

        var shards = Enumerable.Range(1, 2).Select(k => new Shard(k, 2)).ToArray();
        var refused = shards.Select(s => { try { return s.Take(one) is null ? 0 : 1; } catch (CommandException none) { return none.ExitCode; } });

        Assert.That(refused, Is.EquivalentTo(new[] { 1, ExitCode.Inconclusive }));
    }
}
