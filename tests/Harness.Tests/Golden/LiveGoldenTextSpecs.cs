using System.Text;
using Conformance.Harness.Golden;
using Conformance.Harness.Results;
using Conformance.Harness.Tests.Reports;

namespace Conformance.Harness.Tests.Golden;

public sealed class LiveGoldenTextSpecs
{
    [Test]
    public void Order_repetitions_ids_and_sequence_numbers_of_a_run_do_not_show()
    {
        var one = Case(Request("Alice", "Bob", "aaaaaaaaaa", 1, "one"), Response("Bob", "Alice", "aaaaaaaaaa", 1), Request("Bob", "Alice", "bbbbbbbbbb", 7, "two"), Response("Alice", "Bob", "bbbbbbbbbb", 7));
        var other = Case(
            Request("Bob", "Alice", "yyyyyyyyyy", 900, "two"), Request("Alice", "Bob", "xxxxxxxxxx", 3, "one"), Request("Alice", "Bob", "xxxxxxxxxx", 3, "one"),
            Response("Alice", "Bob", "yyyyyyyyyy", 900), Response("Bob", "Alice", "xxxxxxxxxx", 3));

        Assert.That(LiveGoldenText.Render(other), Is.EqualTo(LiveGoldenText.Render(one)));
        Assert.That(LiveGoldenText.Render(one), Does.Contain("CSeq: number MESSAGE").And.Contain("branch-1").And.Not.Contain("aaaaaaaaaa"));
    }

    [Test]
    public void Anything_else_on_the_wire_shows()
    {
        var one = Case(Request("Alice", "Bob", "aaaaaaaaaa", 1, "one"), Response("Bob", "Alice", "aaaaaaaaaa", 1));

        Assert.That(LiveGoldenText.Render(Case(Request("Alice", "Bob", "aaaaaaaaaa", 1, "other"), Response("Bob", "Alice", "aaaaaaaaaa", 1))), Is.Not.EqualTo(LiveGoldenText.Render(one)));
        Assert.That(LiveGoldenText.Render(Case(Request("Alice", "Bob", "aaaaaaaaaa", 1, "one"))), Is.Not.EqualTo(LiveGoldenText.Render(one)));
        Assert.That(LiveGoldenText.Render(Case(Request("Alice", "Bob", "aaaaaaaaaa", 1, "one"), Response("Bob", "Alice", "cccccccccc", 1))), Is.Not.EqualTo(LiveGoldenText.Render(one)));
    }

    private static CaseResult Case(params TimelineEntry.Wire[] messages) => SampleRun.Result.Cases[1] with
    {
        Parties = ["Alice", "Bob"],
        Timeline = [.. messages.Select((m, i) => m with { Index = i, At = TimeSpan.FromMilliseconds(i) })],
        Findings = [],
    };

    private static TimelineEntry.Wire Request(string from, string to, string branch, int number, string body) =>
        Message(from, to, "MESSAGE " + body, $"MESSAGE sip:{to.ToLowerInvariant()}@127.0.0.1:5060 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK{branch}\r\nCSeq: {number} MESSAGE\r\n\r\n{body}");

    private static TimelineEntry.Wire Response(string from, string to, string branch, int number) =>
        Message(from, to, "200 OK", $"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK{branch}\r\nCSeq: {number} MESSAGE\r\n\r\n");

    private static TimelineEntry.Wire Message(string from, string to, string label, string octets) => new(0, TimeSpan.Zero)
    {
        From = from,
        To = to,
        FromSut = from == "Bob",
        Protocol = "SIP",
        Transport = "UDP",
        Label = label,
        Bytes = Encoding.UTF8.GetBytes(octets),
        Mark = ArrowMark.Expected,
    };
}
