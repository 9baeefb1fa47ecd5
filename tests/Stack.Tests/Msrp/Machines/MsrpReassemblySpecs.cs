using Bogus;
using Conformance.Stack.Msrp;
using Conformance.Stack.Msrp.Machines;
using Conformance.Wire;
using Conformance.Wire.Msrp;
using FsCheck;
using FsCheck.Fluent;

namespace Conformance.Stack.Tests.Msrp.Machines;

[TestFixture]
public sealed class MsrpReassemblySpecs
{
    private static readonly MsrpUri s_alice = MsrpUri.Parse("msrp://10.0.0.1:2855/alice;tcp");
    private static readonly MsrpUri s_bob = MsrpUri.Parse("msrp://10.0.0.2:2855/bob;tcp");

    private static readonly Lazy<MsrpMessage[]> s_many = new(() =>
        [.. Enumerable.Range(1, ManyChunks).Select(start => Chunk(start, "x"u8, start == ManyChunks ? MsrpFlag.Last : MsrpFlag.More))]);

    private const int ManyChunks = 100_000;

    [Test]
    public void Any_order_any_sizes_and_any_repetition_give_the_message()
    {
        Prop.ForAll<int>(seed =>
        {
            var random = new Randomizer(seed);
            var body = random.Bytes(random.Int(1, 300));
            var chunks = Cut(body, random);
            chunks.AddRange(random.ListItems(chunks, random.Int(0, chunks.Count)));
            var order = random.Shuffle(chunks).ToList();
            var reassembly = new MsrpReassembly(WireLimits.Default, 1);

            MsrpReceived? received = null;
            foreach (var (start, octets, isLast) in order)
            {
                reassembly.Take(Chunk(start, octets, isLast ? MsrpFlag.Last : MsrpFlag.More), out var message);
                received ??= message;
            }

            return received is not null && received.Body.Span.SequenceEqual(body);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Where_chunks_overlap_the_later_arrival_wins()
    {
        var reassembly = new MsrpReassembly(WireLimits.Default, 1);
        reassembly.Take(Chunk(1, "aaaa"u8, MsrpFlag.More), out _);
        reassembly.Take(Chunk(3, "bbbb"u8, MsrpFlag.More), out _);
        Assert.That(reassembly.Take(Chunk(5, "cc"u8, MsrpFlag.Last), out var message), Is.EqualTo(MsrpAssembly.Complete));
        Assert.That(message?.Body.ToArray(), Is.EqualTo("aabbcc"u8.ToArray()));
        Assert.That(message?.Chunks, Is.EqualTo(3));
    }

    [Test]
    public void The_last_chunk_fixes_the_length_whatever_totals_were_announced()
    {
        var reassembly = new MsrpReassembly(WireLimits.Default, 1);
        reassembly.Take(Chunk(1, "abc"u8, MsrpFlag.More, total: 99), out _);
        Assert.That(reassembly.Take(Chunk(4, "de"u8, MsrpFlag.Last, total: 7), out var message), Is.EqualTo(MsrpAssembly.Complete));
        Assert.That(message?.Body.Length, Is.EqualTo(5));
    }

    [Test]
    public void A_bodiless_SEND_is_no_content_but_may_end_a_message()
    {
        var reassembly = new MsrpReassembly(WireLimits.Default, 1);
        var opener = MsrpMessage.Send("transaction1").To(s_bob).From(s_alice).MessageId("m123").ByteRange(1, 0, 0).Build();
        Assert.That(reassembly.Take(opener, out _), Is.EqualTo(MsrpAssembly.NoContent));

        reassembly.Take(Chunk(1, "abc"u8, MsrpFlag.More), out _);
        var end = MsrpMessage.Send("transaction2").To(s_bob).From(s_alice).MessageId("message1").ByteRange(4, 3, 3).Build();
        Assert.That(reassembly.Take(end, out var message), Is.EqualTo(MsrpAssembly.Complete));
        Assert.That(message?.Body.Length, Is.EqualTo(3));
    }

    [Test]
    public void An_abort_forgets_the_message()
    {
        var reassembly = new MsrpReassembly(WireLimits.Default, 1);
        reassembly.Take(Chunk(1, "abc"u8, MsrpFlag.More), out _);
        Assert.That(reassembly.Take(Chunk(4, "d"u8, MsrpFlag.Aborted), out _), Is.EqualTo(MsrpAssembly.Aborted));
        Assert.That(reassembly.OpenMessages, Is.Zero);
    }

    [Test]
    public void Open_messages_and_sizes_are_bounded_and_numbers_allocate_nothing()
    {
        var reassembly = new MsrpReassembly(WireLimits.Default with { MessageBytes = 10 }, 1);
        Assert.That(reassembly.Take(Chunk(1, "abc"u8, MsrpFlag.More), out _), Is.EqualTo(MsrpAssembly.Partial));
        Assert.That(reassembly.Take(Chunk(1, "abc"u8, MsrpFlag.More, id: "another1"), out _), Is.EqualTo(MsrpAssembly.TooMany));
        Assert.That(reassembly.Take(Chunk(9, "abc"u8, MsrpFlag.More), out _), Is.EqualTo(MsrpAssembly.TooLarge));
        Assert.That(reassembly.Take(Chunk(4, "x"u8, MsrpFlag.More), out _), Is.EqualTo(MsrpAssembly.TooLarge), "once refused, refused to the end");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var hostile = new MsrpReassembly(WireLimits.Default, 4);
        hostile.Take(Chunk(999_999_999_999_999_999, "x"u8, MsrpFlag.Last), out _);
        hostile.Take(Chunk(16_000_000, "x"u8, MsrpFlag.Last, id: "another1"), out _);
        Assert.That(hostile.Take(Chunk(1, "x"u8, MsrpFlag.More, total: 999_999_999_999_999_999, id: "another2"), out _), Is.EqualTo(MsrpAssembly.TooLarge));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(200_000));
    }

    [TestCase("in order")]
    [TestCase("reverse")]
    [TestCase("shuffled")]
    [TestCase("last first, then repeated")]
    public void A_hundred_thousand_chunks_take_time_in_proportion(string order)
    {
        var sent = s_many.Value;
        MsrpMessage[] chunks = order switch
        {
            "reverse" => [.. sent.AsEnumerable().Reverse()],
            "shuffled" => [.. new Randomizer(5).Shuffle(sent)],
            "last first, then repeated" => [sent[^1], .. sent.Skip(1).Take(ManyChunks / 2), .. sent.Skip(1).Take(ManyChunks / 2), .. sent],
            _ => sent,
        };
        var reassembly = new MsrpReassembly(WireLimits.Default, 1);
        var start = Environment.CpuUsage.TotalTime;
        MsrpReceived? received = null;
        foreach (var chunk in chunks)
        {
            reassembly.Take(chunk, out var message);
            received ??= message;
        }

        Assert.That(received?.Body.Length, Is.EqualTo(ManyChunks));
        // Time of this process only: the machine may be busy with others.
        Assert.That(Environment.CpuUsage.TotalTime - start, Is.LessThan(TimeSpan.FromSeconds(3)), "quadratic work would take minutes");
    }

    private static List<(int Start, byte[] Octets, bool IsLast)> Cut(byte[] body, Randomizer random)
    {
        var chunks = new List<(int, byte[], bool)>();
        for (var at = 0; at < body.Length;)
        {
            var length = random.Int(1, Math.Min(40, body.Length - at));
            chunks.Add((at + 1, body[at..(at + length)], at + length == body.Length));
            at += length;
        }

        return chunks;
    }

    private static MsrpMessage Chunk(long start, ReadOnlySpan<byte> octets, MsrpFlag flag, long? total = null, string id = "message1") =>
        MsrpMessage.Send("transaction1").To(s_bob).From(s_alice).MessageId(id).ByteRange(start, null, total)
            .Body(octets.ToArray(), "text/plain").Flag(flag).Build();
}
