using System.Diagnostics;
using Conformance.Wire.Msrp;
using Conformance.Wire.Tests.Mime;

namespace Conformance.Wire.Tests.Msrp;

public sealed class MsrpReaderSpecs
{
    private static readonly byte[][] Messages = [.. Samples.All("msrp/valid")];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(1000)]
    [TestCase(1_000_000)]
    public void The_same_messages_come_out_whatever_the_pieces(int size)
    {
        var reader = new MsrpReader();
        var read = new List<byte[]>();
        foreach (var piece in Messages.SelectMany(message => message).Chunk(size))
        {
            reader.Append(piece);
            while (reader.TryRead(out var message, out _) == ReadStatus.Complete)
            {
                MsrpRoundTrip.Check(message!, message!.Bytes);
                read.Add(message.Bytes.ToArray());
            }
        }

        Assert.That(read, Is.EqualTo(Messages));
        Assert.That(reader.Buffered, Is.Zero);
    }

    [Test]
    public void Messages_keep_their_octets_when_the_buffer_moves_on()
    {
        var reader = new MsrpReader();
        reader.Append(Messages[0]);
        reader.TryRead(out var first, out _);
        reader.Append(new byte[Messages[0].Length]);

        Octets.AreEqual(first!.Bytes, Messages[0]);
    }

    [Test]
    public void A_broken_stream_stays_broken()
    {
        var reader = new MsrpReader();
        reader.Append("HELO\r\n"u8);

        Assert.That(reader.TryRead(out _, out var error), Is.EqualTo(ReadStatus.Malformed));
        reader.Append(Messages[0]);
        Assert.That(reader.TryRead(out _, out var again), Is.EqualTo(ReadStatus.Malformed));
        Assert.That(again, Is.EqualTo(error));
    }

    [Test]
    public void Damage_gives_the_same_answer_in_one_piece_and_in_many()
    {
        foreach (var bytes in Damage.To(Messages, seed: 4975, count: 1000))
        {
            var whole = MsrpMessage.TryParse(bytes, out var message, out _, out var error);
            var reader = new MsrpReader();
            var (status, pieces, fault) = (ReadStatus.Incomplete, (MsrpMessage?)null, (WireError?)null);
            for (var i = 0; i < bytes.Length && status == ReadStatus.Incomplete; i++)
            {
                reader.Append(bytes.AsSpan(i, 1));
                status = reader.TryRead(out pieces, out fault);
            }

            Assert.That((status, fault?.Reason, fault?.Offset), Is.EqualTo((whole, error?.Reason, error?.Offset)));
            Octets.AreEqual(pieces?.Bytes ?? default, message?.Bytes ?? default);
        }
    }

    [Test]
    public void A_large_chunk_in_small_pieces_costs_time_in_proportion()
    {
        // Rescanning from the start of a chunk for each piece would cost 4 MiB x 4096 / 2, minutes instead of milliseconds.
        var head = "MSRP abcd SEND\r\nContent-Type: a/b\r\n\r\n"u8.ToArray();
        var piece = new byte[1024];
        piece.AsSpan().Fill((byte)'-');
        var reader = new MsrpReader();
        var watch = Stopwatch.StartNew();
        reader.Append(head);
        for (var i = 0; i < 4096; i++)
        {
            reader.Append(piece);
            Assume.That(reader.TryRead(out _, out _), Is.EqualTo(ReadStatus.Incomplete));
        }

        reader.Append("\r\n-------abcd$\r\n"u8);

        Assert.That(reader.TryRead(out var message, out _), Is.EqualTo(ReadStatus.Complete));
        Assert.That(message!.Body.Length, Is.EqualTo(4096 * 1024));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }
}
