using System.Text;
using Conformance.Stack.Msrp;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Tests.Msrp;

[TestFixture]
public sealed class MsrpChunkingSpecs
{
    private MsrpWorld _world = new();

    [SetUp]
    public void Connect()
    {
        _world = new MsrpWorld().Connected();
        // Responses interrupt a chunk under way; these tests are about the other reasons.
        _world.Bob.Replies = new Script { OnRespond = _ => MsrpReply.None };
    }

    [TearDown]
    public void Disconnect() => _world.Dispose();

    [TestCase(1, null, "1-1/1$")]
    [TestCase(0, null, "1-0/0$")]
    [TestCase(2048, null, "1-2048/2048$")]
    [TestCase(2049, null, "1-*/2049$")]
    [TestCase(300, 100, "1-100/300+ 101-200/300+ 201-300/300$")]
    [TestCase(7000, 3000, "1-*/7000+ 3001-*/7000+ 6001-7000/7000$")]
    public void A_range_end_is_closed_up_to_2048_octets_and_open_above(int octets, int? chunkSize, string expected)
    {
        _world.Alice.Send(MsrpWorld.Octets(octets) with { ChunkSize = chunkSize, FailureReport = "no" });
        _world.Loop.RunUntilIdle();

        Assert.That(Ranges(), Is.EqualTo(expected));
        Assert.That(_world.AtBob.Single().Body.ToArray(), Is.EqualTo(MsrpWorld.Octets(octets).Body.ToArray()));
    }

    [Test]
    public void Chunks_end_where_cuts_say_and_repeat_every_header()
    {
        _world.Alice.Send(MsrpWorld.Octets(20) with
        {
            Cuts = [3, 11],
            SuccessReport = "no",
            FailureReport = "partial",
            MessageId = "message1",
            Headers = [new("X-Test", "1")],
        });
        _world.Loop.RunUntilIdle();

        Assert.That(Ranges(), Is.EqualTo("1-3/20+ 4-11/20+ 12-20/20$"));
        foreach (var chunk in _world.FromAlice)
        {
            Assert.That(
                chunk.Headers.Select(header => header.Name),
                Is.EqualTo(new[] { "To-Path", "From-Path", "Message-ID", "Byte-Range", "Success-Report", "Failure-Report", "X-Test", "Content-Type" }));
            Assert.That((chunk.MessageId, chunk.SuccessReport, chunk.FailureReport), Is.EqualTo(("message1", "no", "partial")));
        }

        Assert.That(_world.FromAlice.Select(chunk => chunk.TransactionId).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public void A_chunk_goes_both_ways_at_once()
    {
        _world.Alice.Send(MsrpWorld.Octets(100_000) with { FailureReport = "no" });
        _world.Bob.Send(MsrpWorld.Octets(90_000) with { FailureReport = "no", ChunkSize = 1000 });
        _world.Loop.RunUntilIdle();

        Assert.That(_world.AtBob.Single().Body.Length, Is.EqualTo(100_000));
        Assert.That(_world.AtAlice.Single().Chunks, Is.EqualTo(90));
    }

    [Test]
    public void A_long_message_makes_way_for_a_short_one_and_goes_on()
    {
        var order = new List<int>();
        _world.Bob.Message += message => order.Add(message.Body.Length);

        var long_ = _world.Alice.Send(MsrpWorld.Octets(10_000) with { FailureReport = "no" });
        _world.Loop.RunUntil(() => long_.OctetsSent == 4096, TimeSpan.FromSeconds(1));
        _world.Alice.Send(MsrpWorld.Octets(5) with { FailureReport = "no" });
        _world.Loop.RunUntilIdle();

        Assert.That(Ranges(), Is.EqualTo("1-*/10000+ 1-5/5$ 4097-*/10000$"));
        Assert.That(order, Is.EqualTo(new[] { 5, 10_000 }));
    }

    [Test]
    public void Two_long_messages_alternate()
    {
        _world.Alice.Send(MsrpWorld.Octets(5000) with { FailureReport = "no" });
        _world.Alice.Send(MsrpWorld.Octets(4500) with { FailureReport = "no" });
        _world.Loop.RunUntilIdle();

        Assert.That(Ranges(), Is.EqualTo("1-*/5000+ 1-*/4500+ 2049-*/5000+ 2049-*/4500+ 4097-5000/5000$ 4097-4500/4500$"));
        Assert.That(_world.AtBob.Select(message => message.Body.Length), Is.EqualTo(new[] { 5000, 4500 }));
    }

    [Test]
    public void A_response_to_the_peer_passes_between_two_slices()
    {
        var long_ = _world.Alice.Send(MsrpWorld.Octets(500_000) with { FailureReport = "no" });
        _world.Loop.RunUntil(() => long_.OctetsSent > 0, TimeSpan.FromSeconds(1));
        _world.Bob.Send(MsrpWorld.Text("ping"));
        _world.Loop.RunUntilIdle();

        var sent = _world.FromAlice.ToList();
        Assert.That(sent.Select(message => message.IsResponse), Is.EqualTo(new[] { false, true, false }));
        Assert.That(sent[0].Flag, Is.EqualTo(MsrpFlag.More));
        Assert.That(_world.AtBob.Single().Body.Length, Is.EqualTo(500_000));
    }

    [Test]
    public void An_interrupted_message_waits_and_goes_on_at_the_next_octet()
    {
        var transfer = _world.Alice.Send(MsrpWorld.Octets(9000) with { FailureReport = "no" });
        _world.Loop.RunUntil(() => transfer.OctetsSent == 2048, TimeSpan.FromSeconds(1));
        transfer.Interrupt();
        _world.Loop.RunUntilIdle();
        Assert.That(transfer.State, Is.EqualTo(MsrpTransferState.Paused));
        Assert.That(Ranges(), Is.EqualTo("1-*/9000+"));

        transfer.Resume();
        _world.Loop.RunUntilIdle();
        Assert.That(Ranges(), Is.EqualTo("1-*/9000+ 2049-*/9000$"));
        Assert.That(_world.AtBob.Single().Body.Length, Is.EqualTo(9000));
    }

    [Test]
    public void An_abort_ends_the_chunk_under_way()
    {
        string? aborted = null;
        _world.Bob.MessageAborted += id => aborted = id;
        var transfer = _world.Alice.Send(MsrpWorld.Octets(9000));
        _world.Loop.RunUntil(() => transfer.OctetsSent == 4096, TimeSpan.FromSeconds(1));

        transfer.Abort();
        _world.Loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(Ranges(), Is.EqualTo("1-*/9000#"));
        Assert.That(_world.FromAlice.Single().Body.Length, Is.EqualTo(4096));
        Assert.That(aborted, Is.EqualTo(transfer.MessageId));
        Assert.That(_world.AtBob, Is.Empty);
    }

    [Test]
    public void An_abort_between_two_chunks_is_a_chunk_without_body_and_before_the_first_nothing()
    {
        var transfer = _world.Alice.Send(MsrpWorld.Octets(30) with { ChunkSize = 10 });
        var never = _world.Alice.Send(MsrpWorld.Octets(30));
        never.Abort();
        _world.Loop.RunUntil(() => transfer.OctetsSent == 10, TimeSpan.FromSeconds(1));
        transfer.Abort();
        _world.Loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.That(Ranges(), Is.EqualTo("1-10/30+ 11-10/30#"));
        Assert.That(_world.FromAlice.Last().HasBody, Is.False);
        Assert.That(never.State, Is.EqualTo(MsrpTransferState.Aborted));
    }

    [Test]
    public void A_session_that_closes_aborts_its_chunk()
    {
        var transfer = _world.Alice.Send(MsrpWorld.Octets(9000));
        _world.Loop.RunUntil(() => transfer.OctetsSent == 2048, TimeSpan.FromSeconds(1));
        _world.Alice.Close();
        _world.Loop.RunUntilIdle();

        Assert.That(Ranges(), Is.EqualTo("1-*/9000#"));
    }

    [Test]
    public void A_transaction_id_never_makes_an_end_line_of_the_body()
    {
        // Two worlds draw the same ids, so the first tells which id the second would use.
        _world.Alice.Send(MsrpWorld.Text("x") with { MessageId = "fixed" });
        _world.Loop.RunFor(TimeSpan.FromSeconds(1));
        var id = _world.FromAlice.First().TransactionId;
        using var second = new MsrpWorld().Connected();

        second.Alice.Send(MsrpWorld.Text($"x\r\n---------{id}$\r\n") with { MessageId = "fixed" });
        second.Loop.RunUntilIdle();

        Assert.That(second.FromAlice.First().TransactionId, Is.Not.EqualTo(id));
        Assert.That(Encoding.UTF8.GetString(second.AtBob.Single().Body.Span), Does.Contain(id));
    }

    [Test]
    public void Composed_chunks_can_be_sent_in_any_order()
    {
        var chunks = _world.Alice.Compose(MsrpWorld.Octets(5000) with { ChunkSize = 600, FailureReport = "no" });
        foreach (var chunk in chunks.Reverse())
        {
            _world.Alice.SendRaw(chunk.Bytes);
        }

        _world.Loop.RunUntilIdle();
        Assert.That(_world.AtBob.Single().Body.ToArray(), Is.EqualTo(MsrpWorld.Octets(5000).Body.ToArray()));
        Assert.That(_world.AtBob.Single().First.Flag, Is.EqualTo(MsrpFlag.Last));
    }

    private string Ranges() => string.Join(' ', _world.FromAlice.Select(message => message.Value("Byte-Range") + message.Flag switch
    {
        MsrpFlag.More => '+',
        MsrpFlag.Aborted => '#',
        _ => '$',
    }));
}
