using System.Text;
using Conformance.Harness.Passive;

namespace Conformance.Harness.Tests.Passive;

public sealed class SegmentQueueSpecs
{
    [Test]
    public void Octets_come_in_order_whatever_the_order_of_the_segments() =>
        Assert.That(Read((1, "ab"), (5, "ef"), (3, "cd")), Is.EqualTo("abcdef"));

    [Test]
    public void What_is_sent_twice_is_read_once() =>
        Assert.That(Read((1, "abc"), (1, "abc"), (2, "bcde"), (6, "f")), Is.EqualTo("abcdef"));

    [Test]
    public void A_stream_that_begins_before_the_capture_is_read_from_its_first_segment() =>
        Assert.That(Read((7000, "ab"), (7002, "cd")), Is.EqualTo("abcd"));

    [Test]
    public void Sequence_numbers_start_again_after_the_last_one() =>
        Assert.That(Read((uint.MaxValue - 1, "ab"), (0, "cd")), Is.EqualTo("abcd"));

    [Test]
    public void A_gap_that_is_never_filled_is_counted_and_said()
    {
        var queue = new SegmentQueue();
        _ = queue.Take(Segment(1), "ab"u8.ToArray()).ToArray();

        var behind = queue.Take(Segment(13), new byte[5 * 1024 * 1024]).ToArray();

        Assert.That(behind, Has.Length.EqualTo(1));
        Assert.That(behind[0].AfterGap, Is.True);
        Assert.That(queue.Missing, Is.EqualTo(10));
    }

    private static string Read(params (uint Sequence, string Text)[] segments)
    {
        var queue = new SegmentQueue();
        return string.Concat(segments.SelectMany(s => queue.Take(Segment(s.Sequence), Encoding.ASCII.GetBytes(s.Text)).ToArray()).Select(o => Encoding.ASCII.GetString(o.Octets.Span)));
    }

    private static CapturedPacket.TcpSegment Segment(uint sequence) => new(sequence, Opens: false, Ends: false);
}
