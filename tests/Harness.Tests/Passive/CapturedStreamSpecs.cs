using System.Net;
using System.Text;
using Conformance.Harness.Passive;

namespace Conformance.Harness.Tests.Passive;

public sealed class CapturedStreamSpecs
{
    private const string Options = "OPTIONS sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKa\r\nContent-Length: 3\r\n\r\nabc";
    private const string Send = "MSRP a786hjs2 SEND\r\nTo-Path: msrp://192.0.2.2:2855/s;tcp\r\nFrom-Path: msrp://192.0.2.1:2855/t;tcp\r\nMessage-ID: 1\r\n-------a786hjs2$\r\n";

    [Test]
    public void Messages_come_out_whole_however_the_stream_is_cut([Values(1, 7, 100, 10_000)] int length) =>
        Assert.That(Read(length, $"\r\n\r\n{Options}\r\n\r\n{Options}").Select(m => m.Sip?.Method), Is.EqualTo(new[] { "OPTIONS", "OPTIONS" }));

    [Test]
    public void Msrp_is_known_by_its_first_word([Values(1, 1000)] int length) =>
        Assert.That(Read(length, Send + Send).Select(m => m.Msrp?.Method), Is.EqualTo(new[] { "SEND", "SEND" }));

    [Test]
    public void What_cannot_be_read_is_told_once_and_the_rest_is_passed_over()
    {
        var read = Read(10_000, $"OPTIONS sip:bob SIP/2.0\r\n: no name\r\n\r\n{Options}");

        Assert.That(read.Select(m => m.Malformed is not null), Is.EqualTo(new[] { true }));
    }

    [TestCase("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [TestCase("\u0016\u0003\u0001 hello of a client")]
    public void What_speaks_something_else_is_passed_over(string speech) => Assert.That(Read(3, speech), Is.Empty);

    private static CapturedMessage[] Read(int segmentLength, string text)
    {
        var (from, to) = (new IPEndPoint(IPAddress.Loopback, 1), new IPEndPoint(IPAddress.Loopback, 2));
        var stream = new CapturedStream(from, to);
        var octets = Encoding.Latin1.GetBytes(text);
        var sequence = 1u;
        var messages = new List<CapturedMessage>();
        foreach (var payload in octets.Chunk(segmentLength))
        {
            var segment = new CapturedPacket.TcpSegment(sequence, Opens: false, Ends: false);
            messages.AddRange(stream.Take(new CapturedPacket(DateTimeOffset.UnixEpoch, from, to, segment, payload), segment));
            sequence += (uint)payload.Length;
        }

        return [.. messages];
    }
}
