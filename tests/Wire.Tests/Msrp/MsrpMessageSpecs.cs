using System.Text;
using Conformance.Wire.Msrp;
using Conformance.Wire.Tests.Mime;

namespace Conformance.Wire.Tests.Msrp;

public sealed class MsrpMessageSpecs
{
    [TestCaseSource(typeof(Samples), nameof(Samples.In), new object[] { "msrp/valid" })]
    public void Reads_a_message_and_loses_nothing(byte[] bytes) => MsrpRoundTrip.Of(bytes);

    [TestCaseSource(typeof(Samples), nameof(Samples.In), new object[] { "msrp/valid" })]
    public void Every_prefix_is_incomplete_and_consumes_nothing(byte[] bytes)
    {
        for (var length = 0; length < bytes.Length; length++)
        {
            var status = MsrpMessage.TryParse(bytes.AsMemory(0, length), out var message, out var consumed, out _);
            if (status != ReadStatus.Incomplete || consumed != 0 || message is not null)
            {
                Assert.Fail($"The first {length} octets were {status}, {consumed} consumed.");
            }
        }
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.Malformed), new object[] { "msrp" })]
    public void Says_what_is_wrong_and_where(byte[] bytes, WireReason reason, int offset)
    {
        Assert.That(MsrpMessage.TryParse(bytes, out _, out var consumed, out var error), Is.EqualTo(ReadStatus.Malformed));
        Assert.That((error!.Reason, error.Offset), Is.EqualTo((reason, offset)), error.Message);
        Assert.That(consumed, Is.Zero);
    }

    [Test]
    public void The_parts_of_a_request()
    {
        var message = Read("send");

        Assert.That((message.IsRequest, message.Method, message.TransactionId), Is.EqualTo((true, "SEND", "k3Vq9ZtR7mXa")));
        Assert.That(message.ToPath.Single(), Is.EqualTo(MsrpUri.Parse("msrp://bob.example.org:8888/9di4eae923wzd;tcp")));
        Assert.That(message.FromPath.Single().SessionId, Is.EqualTo("iau39soe2843z"));
        Assert.That(message.MessageId, Is.EqualTo("m7Gd2Kq4Wz"));
        Assert.That(message.ByteRange, Is.EqualTo(new MsrpByteRange(1, 5, 5)));
        Assert.That((message.SuccessReport, message.FailureReport), Is.EqualTo(("yes", (string?)null)));
        Assert.That(message.ContentType!.Is("text/plain"));
        Assert.That((message.HasBody, message.Flag), Is.EqualTo((true, MsrpFlag.Last)));
        Assert.That(message.Body.ToArray(), Is.EqualTo("Ping?"u8.ToArray()));
    }

    [Test]
    public void The_parts_of_a_response()
    {
        var message = Read("response");

        Assert.That((message.IsResponse, message.Method, message.StatusCode, message.Comment), Is.EqualTo((true, "", 200, "OK")));
        Assert.That((message.HasBody, message.Body.Length), Is.EqualTo((false, 0)));
        Assert.That(Read("longest-transaction-id").Comment, Is.Null);
        Assert.That(Read("comment-in-utf8").Comment, Is.EqualTo("Geht nicht, schöne Grüße "));
    }

    [Test]
    public void The_status_of_a_report()
    {
        Assert.That(MsrpStatus.TryParse(Read("report").Status, out var status), Is.True);
        Assert.That(status, Is.EqualTo(new MsrpStatus(0, 200, "OK")));
    }

    [TestCase("000 413", true)]
    [TestCase("000 413 ", true)]
    [TestCase("000  413", false)]
    [TestCase("0 413", false)]
    [TestCase("000 4133", false)]
    [TestCase("-10 413", false)]
    [TestCase("", false)]
    public void A_status_is_three_digits_and_three_digits(string text, bool expected) =>
        Assert.That(MsrpStatus.TryParse(text, out _), Is.EqualTo(expected));

    [Test]
    public void Flags_tell_the_last_the_interrupted_and_the_aborted_chunk()
    {
        Assert.That(Read("send").Flag, Is.EqualTo(MsrpFlag.Last));
        var interrupted = Read("interrupted");
        Assert.That((interrupted.Flag, interrupted.Body.Length, interrupted.ByteRange), Is.EqualTo((MsrpFlag.More, 4096, new MsrpByteRange(1, null, 9000))));
        var aborted = Read("aborted-with-unknown-total");
        Assert.That((aborted.Flag, aborted.ByteRange), Is.EqualTo((MsrpFlag.Aborted, new MsrpByteRange(4097, null, null))));
    }

    [Test]
    public void Only_the_whole_end_line_ends_a_body()
    {
        Assert.That(
            Encoding.UTF8.GetString(Read("end-lines-of-others").Body.Span).Replace("\r\n", "|"),
            Is.EqualTo("-------abcde$|-------abcd|-------abcd!|-------abcd$ x|x-------abcd$|--------abcd$|-------abc$|-------abcd$\n-------abcd+\r|"));
        Assert.That(Read("body-of-line-breaks").Body.ToArray(), Is.EqualTo("\r\n\r\n"u8.ToArray()));
        Assert.That(Encoding.UTF8.GetString(Read("body-holds-a-message").Body.Span), Does.EndWith("-------wxyz$\r\n"));
    }

    [TestCase("empty-body")]
    [TestCase("empty-body-without-its-line-break")]
    public void An_empty_body_is_still_a_body(string file)
    {
        Assert.That(Read(file).HasBody, Is.True);
        Assert.That(Read(file).Body.Length, Is.Zero);
        Assert.That(Read("bodiless-send").HasBody, Is.False);
    }

    [Test]
    public void What_is_odd_but_readable_is_kept_for_others_to_judge()
    {
        var message = Read("odd-header-spelling");

        Assert.That(message.Headers.Select(header => header.Name), Is.EqualTo(new[] { "from-path", "TO-PATH", "X-~!*", "Content-TYPE", "Byte-Range" }));
        Assert.That(message.ToPath, Has.Count.EqualTo(1));
        Assert.That(message.FromPath, Has.Count.EqualTo(1));
        Assert.That(message.Value("x-~!*"), Is.EqualTo(""));
        Assert.That((message.ByteRange, message.Value("byte-range")), Is.EqualTo(((MsrpByteRange?)null, "0-x/1")));
        Assert.That(Read("no-headers").ToPath, Is.Empty);
    }

    [TestCase("1-5/5", 1L, 5L, 5L)]
    [TestCase("1-*/*", 1L, null, null)]
    [TestCase("4097-*/9000", 4097L, null, 9000L)]
    [TestCase("1-0/0", 1L, 0L, 0L)]
    [TestCase("999999999999999999-*/*", 999999999999999999L, null, null)]
    public void Byte_ranges(string text, long start, long? end, long? total)
    {
        Assert.That(MsrpByteRange.TryParse(text, out var range), Is.True);
        Assert.That(range, Is.EqualTo(new MsrpByteRange(start, end, total)));
        Assert.That(range.ToString(), Is.EqualTo(text));
    }

    [TestCase("*-5/5")]
    [TestCase("1-5")]
    [TestCase("1/5")]
    [TestCase("-5/5")]
    [TestCase("1--5/5")]
    [TestCase("1-5/ 5")]
    [TestCase("1-5/5/5")]
    [TestCase("1000000000000000000-*/*")]
    [TestCase("")]
    public void What_is_no_byte_range_is_refused(string text) => Assert.That(MsrpByteRange.TryParse(text, out _), Is.False);

    [Test]
    public void Only_the_first_of_several_messages_is_read()
    {
        var first = Samples.Read("msrp/valid/send.msrp");
        var stream = first.Concat(Samples.Read("msrp/valid/response.msrp")).ToArray();

        Assert.That(MsrpMessage.TryParse(stream, out var message, out var consumed, out _), Is.EqualTo(ReadStatus.Complete));
        Assert.That(consumed, Is.EqualTo(first.Length));
        MsrpRoundTrip.Check(message!, first);
        Assert.That(() => MsrpMessage.Parse(stream), Throws.TypeOf<WireFormatException>().With.Message.Contains("octets follow"));
    }

    [Test]
    public void Sizes_are_limited_whether_the_end_has_come_or_not()
    {
        var limits = new WireLimits { ChunkBytes = 100, HeaderBytes = 400, Fields = 4 };
        var head = "MSRP abcd SEND\r\nTo-Path: x\r\nContent-Type: a/b\r\n\r\n";

        Assert.That(Reason(head + new string('x', 100) + "\r\n-------abcd$\r\n"), Is.Null);
        Assert.That(Reason(head + new string('x', 101) + "\r\n-------abcd$\r\n"), Is.EqualTo(WireReason.Limit));
        Assert.That(Reason(head + new string('x', 200)), Is.EqualTo(WireReason.Limit));
        Assert.That(Reason("MSRP abcd SEND\r\n" + string.Concat(Enumerable.Repeat("a: b\r\n", 5))), Is.EqualTo(WireReason.Limit));
        Assert.That(Reason("MSRP abcd SEND\r\nA: " + new string('x', 400)), Is.EqualTo(WireReason.Limit));
        Assert.That(Reason("MSRP " + new string('x', 400)), Is.EqualTo(WireReason.Limit));

        WireReason? Reason(string text)
        {
            MsrpMessage.TryParse(Encoding.ASCII.GetBytes(text), out _, out _, out var error, limits);
            return error?.Reason;
        }
    }

    [Test]
    public void Damage_never_makes_it_throw()
    {
        foreach (var bytes in Damage.To(Samples.All("msrp")))
        {
            switch (MsrpMessage.TryParse(bytes, out var message, out var consumed, out var error))
            {
                case ReadStatus.Complete:
                    MsrpRoundTrip.Check(message!, bytes.AsMemory(0, consumed));
                    break;
                case ReadStatus.Malformed:
                    Assert.That(error!.Offset, Is.InRange(0, bytes.Length));
                    break;
            }
        }
    }

    private static MsrpMessage Read(string file) => MsrpRoundTrip.Of(Samples.Read($"msrp/valid/{file}.msrp"));
}
