using System.Text;
using System.Text.Json;
using Conformance.Cli.Running;
using Conformance.Cli.Selection;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;

namespace Conformance.Scenarios.Tests.Replay;

/// <summary>What nobody can read on the wire stands beside it, opened with the keys of the case: on the timeline, and in the journal.</summary>
public sealed class OpenedEnvelopeSpecs
{
    [Test]
    public void A_receipt_under_SMIME_is_shown_as_its_reader_sees_it()
    {
        var receipt = Delivered(Result());

        Assert.That(receipt.Label, Does.Contain("signed and encrypted"));
        Assert.That(Encoding.UTF8.GetString(receipt.Bytes.Span), Does.Not.Contain("<status-receipt"));
        Assert.That(receipt.Opened.Select(o => o.Note), Is.EqualTo(["signed by CN=Bob"]));
        Assert.That(Encoding.UTF8.GetString(receipt.Opened[0].Bytes.Span), Does.Contain("<status-receipt"));
    }

    [Test]
    public void It_is_read_again_from_the_journal()
    {
        var then = Result();
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartObject();
            ResultLine.Write(json, then);
            json.WriteEndObject();
        }

        using var line = JsonDocument.Parse(written.ToArray());
        var now = ResultLine.Read(then.Id, line.RootElement.GetProperty("result"), _ => default);

        Assert.That(Delivered(now).Opened.Single().Note, Is.EqualTo(Delivered(then).Opened.Single().Note));
        Assert.That(Delivered(now).Opened.Single().Bytes.ToArray(), Is.EqualTo(Delivered(then).Opened.Single().Bytes.ToArray()));
    }

    [Test]
    public void What_is_in_clear_is_not_said_twice() =>
        Assert.That(Result("receipts/sip-positive-delivery/im-recipient/tcp/200").Timeline.OfType<TimelineEntry.Wire>().SelectMany(m => m.Opened), Is.Empty);

    private static CaseResult Result(string id = "receipts/sec-smime-signed-encrypted/im-recipient/tls/read")
    {
        var catalogue = new Catalogue();
        var @case = catalogue.Cases.Single(c => c.Id == id);
        return Recording.Of(@case, Plans.Virtual(catalogue, [@case], seed: 1).CaseSettings).Result;
    }

    private static TimelineEntry.Wire Delivered(CaseResult result) =>
        result.Timeline.OfType<TimelineEntry.Wire>().Single(m => m.FromSut && m.Label.Contains("delivered(M1", StringComparison.Ordinal));
}
