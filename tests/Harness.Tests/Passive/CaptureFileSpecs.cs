using System.Buffers.Binary;
using System.Net;
using Conformance.Harness.Passive;
using Conformance.Harness.Reports.Traffic;

namespace Conformance.Harness.Tests.Passive;

public sealed class CaptureFileSpecs
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
    private static readonly byte[] Frame = PacketBuilder.Datagram(new IPEndPoint(IPAddress.Loopback, 5060), new IPEndPoint(IPAddress.Loopback, 5070), "hello"u8);

    [Test]
    public void What_the_harness_writes_it_reads_again()
    {
        var frames = CaptureFile.Read(Pcapng());

        Assert.That(frames, Has.Count.EqualTo(1));
        Assert.That(frames[0].At, Is.EqualTo(Time));
        Assert.That(frames[0].Link, Is.EqualTo(1));
        Assert.That(frames[0].Bytes.ToArray(), Is.EqualTo(Frame));
    }

    [TestCase(false, false)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    [TestCase(true, true)]
    public void Pcap_is_read_in_either_byte_order_with_either_unit_of_time(bool bigEndian, bool nanoseconds)
    {
        var frames = CaptureFile.Read(Pcap(bigEndian, nanoseconds));

        Assert.That(frames.Select(f => f.At), Is.EqualTo(new[] { Time }));
        Assert.That(frames[0].Bytes.ToArray(), Is.EqualTo(Frame));
    }

    [Test]
    public void A_capture_that_was_stopped_while_it_wrote_is_read_as_far_as_it_goes([Values] bool pcapng)
    {
        var whole = pcapng ? Pcapng() : Pcap(false, false);

        Assert.That(CaptureFile.Read(whole.AsMemory(0, whole.Length - 7)), Is.Empty);
    }

    [Test]
    public void No_damage_to_a_capture_is_worse_than_a_message([Values] bool pcapng)
    {
        var whole = pcapng ? Pcapng() : Pcap(false, false);
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var value in new byte[] { 0, 1, 0x7F, 0xFF })
            {
                var damaged = whole.ToArray();
                damaged[at] = value;
                try
                {
                    _ = CaptureFile.Read(damaged).Select(CapturedPacket.Of).ToArray();
                }
                catch (CaptureException refused)
                {
                    Assert.That(refused.Message, Is.Not.Empty);
                }
            }
        }
    }

    [Test]
    public void A_datagram_is_taken_out_of_its_frame()
    {
        var packet = CapturedPacket.Of(CaptureFile.Read(Pcapng())[0]);

        Assert.That(packet, Is.Not.Null);
        Assert.That(packet!.From.ToString(), Is.EqualTo("127.0.0.1:5060"));
        Assert.That(packet.To.ToString(), Is.EqualTo("127.0.0.1:5070"));
        Assert.That(packet.Segment, Is.Null);
        Assert.That(packet.Payload.ToArray(), Is.EqualTo("hello"u8.ToArray()));
    }

    [Test]
    public void A_segment_over_IPv6_is_taken_out_of_its_frame()
    {
        var frame = PacketBuilder.Segment(new IPEndPoint(IPAddress.IPv6Loopback, 1), new IPEndPoint(IPAddress.Parse("2001:db8::7"), 2), 77, 88, "octets"u8);

        var packet = CapturedPacket.Of(new CapturedFrame(Time, 1, frame));

        Assert.That(packet?.Segment?.Sequence, Is.EqualTo(77));
        Assert.That(packet?.To.ToString(), Is.EqualTo("[2001:db8::7]:2"));
        Assert.That(packet?.Payload.ToArray(), Is.EqualTo("octets"u8.ToArray()));
    }

    private static byte[] Pcapng()
    {
        using var stream = new MemoryStream();
        new PcapngWriter(stream, "specs").Packet(Time, Frame, "a comment");
        return stream.ToArray();
    }

    private static byte[] Pcap(bool bigEndian, bool nanoseconds)
    {
        using var stream = new MemoryStream();
        Span<byte> octets = stackalloc byte[4];
        var fraction = nanoseconds ? 678_000_000u : 678_000u;
        foreach (var number in new[] { nanoseconds ? 0xA1B23C4D : 0xA1B2C3D4, 0x00040002u, 0u, 0u, 65_535u, 1u, (uint)Time.ToUnixTimeSeconds(), fraction, (uint)Frame.Length, (uint)Frame.Length })
        {
            BinaryPrimitives.WriteUInt32LittleEndian(octets, bigEndian ? BinaryPrimitives.ReverseEndianness(number) : number);
            stream.Write(octets);
        }

        stream.Write(Frame);
        return stream.ToArray();
    }
}
