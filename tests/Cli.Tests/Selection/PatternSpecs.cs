using Conformance.Cli.Selection;

namespace Conformance.Cli.Tests.Selection;

public sealed class PatternSpecs
{
    [TestCase("sip-positive-delivery", "sip-positive-delivery", true)]
    [TestCase("SIP-Positive-Delivery", "sip-positive-delivery", true)]
    [TestCase("sip-positive", "sip-positive-delivery", false, TestName = "A name does not stand for longer names")]
    [TestCase("receipts/a", "receipts/a/im-sender/udp", true, TestName = "A folder stands for what is beneath it")]
    [TestCase("receipts/a/", "receipts/a/im-sender/udp", true)]
    [TestCase("*/udp/*", "receipts/a/im-sender/udp/200", true, TestName = "A star crosses slashes")]
    [TestCase("relay-*", "relay-2xx-no-receipt", true)]
    [TestCase("relay-*", "sip-relay-x", false, TestName = "A pattern is held against the whole name")]
    [TestCase("*-4?x", "relay-accept-then-4xx", true)]
    [TestCase("*", "", true)]
    [TestCase("?", "", false)]
    [TestCase("a*b*c", "a-b-b-c", true)]
    [TestCase("a*b*c", "a-b-b-d", false)]
    public void Stands_for_names_as_folders_and_globs_do(string pattern, string name, bool matches) =>
        Assert.That(new Pattern(pattern).Matches(name), Is.EqualTo(matches));

    [Test]
    public void Many_stars_take_no_longer_than_few() =>
        Assert.That(new Pattern(string.Concat(Enumerable.Repeat("*a", 200))).Matches(new string('a', 20_000) + "b"), Is.False);
}
