using Conformance.Stack.Sip;
using Conformance.Wire;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Tests.Sip;

[TestFixture]
public sealed class SipFramerSpecs
{
    [Test]
    public void Messages_come_out_whole_however_the_bytes_are_cut()
    {
        var random = new Bogus.Randomizer(1);
        var messages = Enumerable.Range(0, 40).Select(i => SipWorld.Message(new string('x', random.Int(0, i * 100)))).ToList();
        byte[] all = [.. messages.SelectMany(message => random.Bool() ? message.Bytes.ToArray() : [.. "\r\n\r\n"u8, .. message.Bytes.Span])];

        for (var run = 0; run < 20; run++)
        {
            var framer = new SipFramer(WireLimits.Default);
            var taken = new List<SipMessage>();
            for (var at = 0; at < all.Length;)
            {
                var length = Math.Min(random.Int(1, 1 << random.Int(0, 12)), all.Length - at);
                framer.Append(all.AsMemory(at, length).ToArray());
                at += length;
                while (framer.TryTake(out var message, out _, out var error) == ReadStatus.Complete)
                {
                    taken.Add(message!);
                    Assert.That(error, Is.Null);
                }
            }

            Assert.That(taken.Select(message => Convert.ToHexString(message.Bytes.Span)), Is.EqualTo(messages.Select(message => Convert.ToHexString(message.Bytes.Span))));
            Assert.That(framer.Unread.IsEmpty);
        }
    }

    [Test]
    public void A_large_body_byte_by_byte_is_parsed_a_few_times_and_not_once_per_byte()
    {
        var large = SipWorld.Message(new string('x', 300_000));
        var framer = new SipFramer(WireLimits.Default);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var last = ReadStatus.Incomplete;
        foreach (var piece in large.Bytes.ToArray())
        {
            framer.Append(new[] { piece });
            last = framer.TryTake(out _, out _, out _);
        }

        Assert.That(last, Is.EqualTo(ReadStatus.Complete));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), "quadratic work would take minutes");
    }
}
