using System.Text;
using Bogus;
using Conformance.Wire.Msrp;
using Conformance.Wire.Tests.Mime;

namespace Conformance.Wire.Tests.Msrp;

public sealed class MsrpMessageBuilderSpecs
{
    private static readonly MsrpUri Alice = MsrpUri.Parse("msrp://alice.example.com:7777/iau39soe2843z;tcp");
    private static readonly MsrpUri Bob = MsrpUri.Parse("msrp://bob.example.org:8888/9di4eae923wzd;tcp");

    [Test]
    public void Writes_a_SEND_with_its_headers_in_their_places() => Octets.AreEqual(
        MsrpMessage.Send("k3Vq9ZtR7mXa")
            .Body("Ping?"u8.ToArray(), "text/plain")
            .MessageId("m7Gd2Kq4Wz").ByteRange(1, 5, 5).SuccessReport("yes")
            .From(Alice).To(Bob)
            .Build().Bytes,
        Samples.Read("msrp/valid/send.msrp"));

    [Test]
    public void Answers_a_SEND_to_the_previous_hop()
    {
        var send = MsrpMessage.Parse(Samples.Read("msrp/valid/send.msrp"));
        Octets.AreEqual(send.Respond(200, "OK").Build().Bytes, Samples.Read("msrp/valid/response.msrp"));

        var relayed = send.Edit().From(Bob, Alice).Build();
        Assert.That(relayed.Respond(200).Build().ToPath, Is.EqualTo(new[] { Bob }));
        var other = MsrpMessage.Request("AUTH", "abcd").To(Bob).From(Alice, Bob).Build();
        Assert.That(other.Respond(501).Build().ToPath, Is.EqualTo(new[] { Alice, Bob }));
    }

    [Test]
    public void Writes_a_REPORT() => Octets.AreEqual(
        MsrpMessage.Report("8sJw2Lc5YbQd").To(Alice).From(Bob).MessageId("m7Gd2Kq4Wz").ByteRange(1, 5, 5).Status(200, "OK").Build().Bytes,
        Samples.Read("msrp/valid/report.msrp"));

    [Test]
    public void An_end_line_in_the_body_needs_another_transaction()
    {
        var body = "one\r\n-------abcd+\r\ntwo"u8.ToArray();
        var send = MsrpMessage.Send("abcd").Body(body, "text/plain");

        Assert.That(MsrpEndLine.OccursIn(body, "abcd"), Is.True);
        Assert.That(MsrpEndLine.OccursIn(body, "abc"), Is.False);
        Assert.That(() => send.Build(), Throws.TypeOf<WireFormatException>());
        Octets.AreEqual(send.TransactionId("wxyz").Build().Body, body);
    }

    [Test]
    public void An_edit_touches_only_what_it_names()
    {
        var odd = MsrpMessage.Parse(Samples.Read("msrp/valid/odd-header-spelling.msrp"));

        var text = Encoding.UTF8.GetString(odd.Edit().Set("content-type", "text/html").Flag(MsrpFlag.More).ToBytes());

        Assert.That(text, Is.EqualTo(Encoding.UTF8.GetString(odd.Bytes.Span)
            .Replace("Content-TYPE:\ttext/plain", "content-type: text/html").Replace("-------abcd$", "-------abcd+")));
    }

    [Test]
    public void Provocations_can_be_built()
    {
        var bytes = MsrpMessage.Send("abcd").InGivenOrder()
            .Header("Content-Type", "a/b").To(Bob).Raw("no colon\r\n"u8).Body("x"u8.ToArray()).WithoutLineBreakAfterBody().EndLine("-------dcba$\r\n")
            .ToBytes();

        Assert.That(
            Encoding.UTF8.GetString(bytes),
            Is.EqualTo($"MSRP abcd SEND\r\nContent-Type: a/b\r\nTo-Path: {Bob}\r\nno colon\r\n\r\nx-------dcba$\r\n"));
        Assert.That(() => MsrpMessage.Send("abcd").Header("X", "a\nb"), Throws.ArgumentException);
    }

    [Test]
    public void What_is_written_is_read_again()
    {
        const int seed = 4975;
        TestContext.Out.WriteLine($"seed {seed}");
        var faker = new Faker { Random = new Randomizer(seed) };
        for (var i = 0; i < 1000; i++)
        {
            var body = faker.Random.Bytes(faker.Random.Int(0, 500));
            var range = new MsrpByteRange(faker.Random.Int(1), faker.Random.Bool() ? 7 : null, faker.Random.Bool() ? 9000 : null);
            var flag = faker.PickRandom<MsrpFlag>();
            var message = MsrpRoundTrip.Of(MsrpMessage.Send(faker.Random.AlphaNumeric(faker.Random.Int(4, 32)))
                .To(Bob).From(Alice)
                .MessageId(faker.Random.AlphaNumeric(12))
                .Header("X-Note", faker.Lorem.Sentence())
                .ByteRange(range.Start, range.End, range.Total)
                .Body(body, faker.System.MimeType()).Flag(flag)
                .ToBytes());

            Assert.That((message.ByteRange, message.Flag), Is.EqualTo((range, flag)), $"message {i}");
            Octets.AreEqual(message.Body, body, $"message {i}");
        }
    }
}
