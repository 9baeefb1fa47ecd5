using Conformance.Cli.Serving;

namespace Conformance.Cli.Tests.Serving;

public sealed class ActionLineSpecs
{
    [Test]
    public void Values_may_stand_in_quotes_with_escapes_in_them()
    {
        var line = ActionLine.Parse("""  send-im user=alice to="sip:bob@127.0.0.1:5070" text="see \"you\"\nat \\ noon" receipts="" """);

        Assert.That(line.Action, Is.EqualTo("send-im"));
        Assert.That(line.Values, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["user"] = "alice",
            ["to"] = "sip:bob@127.0.0.1:5070",
            ["text"] = "see \"you\"\nat \\ noon",
            ["receipts"] = "",
        }));
    }

    [TestCase("user=alice", "begins with the name")]
    [TestCase("send-im alice", "no name=value")]
    [TestCase("send-im =x", "no name=value")]
    [TestCase("send-im text=\"open", "not closed")]
    public void What_is_wrong_is_said(string line, string problem) =>
        Assert.That(() => ActionLine.Parse(line), Throws.InstanceOf<FormatException>().With.Message.Contains(problem));
}
