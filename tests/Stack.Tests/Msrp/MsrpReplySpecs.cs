using Conformance.Stack.Msrp;
using Conformance.Wire;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Tests.Msrp;

[TestFixture]
public sealed class MsrpReplySpecs
{
    [TestCase(null, "text/plain", 200)]
    [TestCase("yes", "text/plain", 200)]
    [TestCase("YES", "text/plain", 200)]
    [TestCase("partial", "text/plain", null)]
    [TestCase("no", "text/plain", null)]
    [TestCase(null, "image/png", 415)]
    [TestCase("yes", "image/png", 415)]
    [TestCase("partial", "image/png", 415)]
    [TestCase("no", "image/png", null)]
    public void Failure_Report_decides_whether_there_is_a_response(string? failureReport, string type, int? expected)
    {
        using var world = new MsrpWorld().Connected();
        world.Bob.AcceptTypes = ["message/cpim", "TEXT/*"];

        world.Alice.Send(MsrpWorld.Text("hello") with { FailureReport = failureReport, ContentType = type });
        world.Loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(world.FromBob.Select(message => (int?)message.StatusCode).SingleOrDefault(), Is.EqualTo(expected));
        Assert.That(world.AtBob, Has.Count.EqualTo(type == "text/plain" ? 1 : 0));
    }

    [TestCase("yes", null, "200 REPORT")]
    [TestCase("yes", "no", "REPORT")]
    [TestCase("yes", "partial", "REPORT")]
    [TestCase("no", null, "200")]
    [TestCase(null, "no", "")]
    public void Success_Report_is_independent_of_Failure_Report(string? successReport, string? failureReport, string expected)
    {
        using var world = new MsrpWorld().Connected();
        var transfer = world.Alice.Send(MsrpWorld.Octets(150) with { SuccessReport = successReport, FailureReport = failureReport, ChunkSize = 100 });
        var delivered = false;
        transfer.Delivered += () => delivered = true;
        world.Loop.RunUntilIdle();

        var seen = world.FromBob.Select(message => message.IsResponse ? $"{message.StatusCode}" : message.Method).Distinct();
        Assert.That(string.Join(' ', seen), Is.EqualTo(expected));
        Assert.That(delivered, Is.EqualTo(successReport == "yes"));
        if (world.FromBob.SingleOrDefault(message => message.Method == "REPORT") is { } report)
        {
            Assert.That(report.MessageId, Is.EqualTo(transfer.MessageId));
            Assert.That(report.Value("Byte-Range"), Is.EqualTo("1-150/150"));
            Assert.That(report.Status, Is.EqualTo("000 200 OK"));
            Assert.That(report.ToPath, Is.EqualTo(new[] { world.Alice.Local }));
            Assert.That(report.FromPath, Is.EqualTo(new[] { world.Bob.Local }));
            Assert.That(report.Has("Success-Report") || report.Has("Failure-Report"), Is.False);
            Assert.That(world.FromAlice.Count(), Is.EqualTo(2), "a REPORT is never answered");
        }
    }

    [Test]
    public void A_response_goes_one_hop_back_in_the_same_transaction()
    {
        using var world = new MsrpWorld().Connected();
        var relay = MsrpUri.Parse("msrp://10.0.0.7:2855/relay;tcp");
        var chunk = world.Alice.Compose(MsrpWorld.Text("x"))[0].Edit().From(relay, world.Alice.Local).Build();

        world.Alice.SendRaw(chunk.Bytes);
        world.Loop.RunUntilIdle();

        var response = world.FromBob.Single();
        Assert.That(response.TransactionId, Is.EqualTo(chunk.TransactionId));
        Assert.That(response.ToPath, Is.EqualTo(new[] { relay }));
        Assert.That(response.FromPath, Is.EqualTo(new[] { world.Bob.Local }));
        Assert.That(response.Flag, Is.EqualTo(MsrpFlag.Last));
    }

    [TestCase("Message-ID", null, 400)]
    [TestCase("Byte-Range", "0-5/5", 400)]
    [TestCase("Byte-Range", "x", 400)]
    [TestCase("Content-Type", null, 400)]
    [TestCase("Content-Type", "nonsense", 400)]
    [TestCase("X-Unknown", "ignored", 200)]
    public void A_broken_SEND_is_a_bad_request(string header, string? value, int expected)
    {
        using var world = new MsrpWorld().Connected();
        var edit = world.Alice.Compose(MsrpWorld.Text("hello"))[0].Edit();
        edit = value is null ? edit.Remove(header) : edit.Set(header, value);

        world.Alice.SendRaw(edit.Build().Bytes);
        world.Loop.RunUntilIdle();

        Assert.That(world.FromBob.Single().StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public void An_unknown_method_is_answered_501_and_an_unexpected_REPORT_not_at_all()
    {
        using var world = new MsrpWorld().Connected();
        world.Alice.SendRaw(MsrpMessage.Request("AUTH", "transaction1").To(world.Bob.Local).From(world.Alice.Local).ToBytes());
        world.Alice.SendRaw(
            MsrpMessage.Report("transaction2").To(world.Bob.Local).From(world.Alice.Local).MessageId("unknown1").Status(413).ToBytes());
        world.Loop.RunUntilIdle();

        Assert.That(world.FromBob.Select(message => (message.TransactionId, message.StatusCode)), Is.EqualTo(new[] { ("transaction1", 501) }));
    }

    [Test]
    public void A_message_over_the_limit_is_refused_by_its_word_and_in_fact()
    {
        using var world = new MsrpWorld(new MsrpSettings { Limits = WireLimits.Default with { MessageBytes = 1000 } }).Connected();
        var announced = world.Alice.Send(MsrpWorld.Octets(1001) with { ChunkSize = 100 });
        world.Loop.RunUntilIdle();

        Assert.That(announced.Failure?.Message?.StatusCode, Is.EqualTo(413));
        Assert.That(announced.State, Is.EqualTo(MsrpTransferState.Aborted).Or.EqualTo(MsrpTransferState.Sent));
        Assert.That(world.AtBob, Is.Empty);

        world.Wire.Clear();
        foreach (var chunk in world.Alice.Compose(MsrpWorld.Octets(1001) with { ChunkSize = 100 }))
        {
            var start = chunk.ByteRange!.Value.Start;
            world.Alice.SendRaw(chunk.Edit().ByteRange(start, null, null).Build().Bytes);
        }

        world.Loop.RunUntilIdle();
        Assert.That(world.FromBob.Select(message => message.StatusCode), Is.EqualTo(Enumerable.Repeat(200, 10).Append(413)));
    }

    [Test]
    public void A_policy_may_keep_silent_delay_refuse_or_forge()
    {
        using var world = new MsrpWorld().Connected();
        MsrpReply reply = new MsrpReply.Status(403, "No") { Delay = TimeSpan.FromSeconds(3) };
        world.Bob.Replies = new Script { OnRespond = _ => reply };
        var sent = world.Loop.Now;

        world.Alice.Send(MsrpWorld.Text("refused"));
        world.Loop.RunFor(TimeSpan.FromSeconds(10));
        Assert.That(world.FromBob.Single().StatusCode, Is.EqualTo(403));
        Assert.That(world.Wire[^1].Time - sent, Is.EqualTo(TimeSpan.FromSeconds(3)).Within(TimeSpan.FromMilliseconds(10)));

        reply = new MsrpReply.Raw(MsrpMessage.Response("forged12", 200).To(world.Alice.Local).From(world.Bob.Local).ToBytes());
        var responses = new List<string>();
        world.Alice.Response += response => responses.Add(response.TransactionId);
        var forged = world.Alice.Send(MsrpWorld.Text("forged"));
        world.Loop.RunFor(TimeSpan.FromSeconds(10));
        Assert.That(responses, Is.EqualTo(new[] { "forged12" }));
        Assert.That(forged.Unanswered, Is.EqualTo(1));
    }

    [Test]
    public void A_repeated_message_is_answered_and_marked()
    {
        using var world = new MsrpWorld().Connected();
        world.Alice.Send(MsrpWorld.Text("once") with { MessageId = "same" });
        world.Alice.Send(MsrpWorld.Text("once") with { MessageId = "same" });
        world.Loop.RunUntilIdle();

        Assert.That(world.AtBob.Select(message => message.IsDuplicate), Is.EqualTo(new[] { false, true }));
        Assert.That(world.FromBob.Select(message => message.StatusCode), Is.EqualTo(new[] { 200, 200 }));
    }
}
