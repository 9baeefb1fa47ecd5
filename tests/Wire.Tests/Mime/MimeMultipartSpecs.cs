using System.Globalization;
using System.Text;
using Bogus;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Tests.Mime;

public sealed class MimeMultipartSpecs
{
    private static IEnumerable<TestCaseData> Valid => Samples.Files("mime/valid").Select(file =>
        new TestCaseData(File.ReadAllBytes(file), int.Parse(Samples.Count(file), CultureInfo.InvariantCulture))
            .SetArgDisplayNames(Path.GetFileName(file)));

    [TestCaseSource(nameof(Valid))]
    public void Cuts_a_body_into_its_parts_and_loses_nothing(byte[] bytes, int parts) =>
        Assert.That(MimeRoundTrip.Multipart(bytes).Parts, Has.Count.EqualTo(parts));

    [TestCaseSource(typeof(Samples), nameof(Samples.Malformed), new object[] { "mime" })]
    public void Says_what_is_wrong_and_where(byte[] bytes, WireReason reason, int offset)
    {
        Assert.That(MimeMultipart.TryParse(bytes, "boundary1", out _, out var error), Is.False);
        Assert.That((error!.Reason, error.Offset), Is.EqualTo((reason, offset)), error.Message);
    }

    [TestCaseSource(nameof(Valid))]
    public void No_prefix_that_lacks_the_close_delimiter_is_a_body(byte[] bytes, int parts)
    {
        var close = bytes.AsSpan().IndexOf("--boundary1--"u8);
        for (var length = 0; length < close; length++)
        {
            Assert.That(
                MimeMultipart.TryParse(bytes.AsMemory(0, length), "boundary1", out _, out _),
                Is.False,
                $"the first {length} octets of {parts} parts");
        }
    }

    [Test]
    public void Reads_the_list_and_the_text_of_RFC_5365_figure_2()
    {
        var multipart = MimeRoundTrip.Multipart(Samples.Read("mime/valid/rfc5365-figure-2.2.mime"));

        Assert.That(multipart.Parts[0].ContentType!.Is("text/plain"));
        Assert.That(Encoding.UTF8.GetString(multipart.Parts[0].Content.Span), Is.EqualTo("Hello World!"));
        Assert.That(multipart.Parts[1].ContentType!.Is("APPLICATION/resource-lists+xml"));
        Assert.That(multipart.Parts[1].Disposition!.Is("recipient-list"));
        Assert.That(multipart.Parts[1].Disposition!.Handling, Is.Null);
        Assert.That(Encoding.UTF8.GetString(multipart.Parts[1].Content.Span), Does.StartWith("<?xml").And.EndsWith("</resource-lists>"));
    }

    [Test]
    public void Reads_the_handling_of_the_history_in_RFC_5365_figure_3() => Assert.That(
        MimeRoundTrip.Multipart(Samples.Read("mime/valid/rfc5365-figure-3.2.mime")).Parts[1].Disposition!.Handling, Is.EqualTo("optional"));

    [Test]
    public void A_nested_multipart_is_read_from_the_content_of_its_part()
    {
        var inner = MimeRoundTrip.Multipart(Samples.Read("mime/valid/nested.2.mime")).Parts[1];

        Assert.That(MimeMultipart.TryParse(inner.Content, inner.ContentType!, out var nested, out _), Is.True);
        Assert.That(nested!.Parts.Select(part => Encoding.UTF8.GetString(part.Content.Span)), Is.EqualTo(new[] { "plain", "<p>rich" }));
    }

    [Test]
    public void The_boundary_may_be_quoted_and_hold_spaces()
    {
        var type = MediaType.Parse("multipart/mixed; charset=x; boundary=\"a (b):c\"");
        var body = MimeMultipart.Write(type.Boundary!, MimeEntity.Build().Content("x").Build());

        Assert.That(MimeMultipart.TryParse(body, type, out var multipart, out _), Is.True);
        Assert.That(multipart!.Parts, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_type_without_a_boundary_parameter_is_malformed()
    {
        Assert.That(MimeMultipart.TryParse("--x--"u8.ToArray(), MediaType.Parse("multipart/mixed"), out _, out var error), Is.False);
        Assert.That(error!.Message, Does.Contain("names no boundary"));
    }

    [Test]
    public void Bare_line_feeds_are_read_when_allowed()
    {
        var body = MimeMultipart.Build("b").WithBareLineFeeds()
            .RawPart(MimeEntity.Build().WithBareLineFeeds().Header("X", "y").Content("text").ToBytes()).ToBytes();

        Assert.That(MimeMultipart.TryParse(body, "b", out _, out var error), Is.False);
        Assert.That(error!.Reason, Is.EqualTo(WireReason.LineEnd));
        Assert.That(MimeMultipart.TryParse(body, "b", out var multipart, out _, lineEnds: LineEnds.CrlfOrLf), Is.True);
        Assert.That(multipart!.Parts[0].Value("x"), Is.EqualTo("y"));
    }

    [Test]
    public void Parts_are_limited()
    {
        var body = MimeMultipart.Write("b", Enumerable.Repeat(MimeEntity.Build().Build(), 5));

        Assert.That(MimeMultipart.TryParse(body, "b", out _, out var error, new WireLimits { Parts = 4 }), Is.False);
        Assert.That(error!.Reason, Is.EqualTo(WireReason.Limit));
    }

    [Test]
    public void The_writer_refuses_a_boundary_that_occurs_in_a_part()
    {
        var part = MimeEntity.Build().Content("a --b c").Build();

        Assert.That(() => MimeMultipart.Write("b", part), Throws.ArgumentException.With.Message.Contains("occurs in a part"));
        Assert.That(() => MimeMultipart.Write("b ", part), Throws.ArgumentException);
        Assert.That(() => MimeMultipart.Build("b").RawPart(part.Bytes).ToBytes(), Throws.Nothing);
    }

    [Test]
    public void What_is_written_is_read_again()
    {
        var faker = new Faker { Random = new Randomizer(5365) };
        for (var i = 0; i < 300; i++)
        {
            var parts = faker.Make(faker.Random.Int(0, 5), () => MimeEntity.Build()
                .Header("Content-Type", faker.System.MimeType())
                .Header("Content-Description", faker.Lorem.Sentence())
                .Content(string.Join(faker.PickRandom("\r\n", "\n", "\r\n--"), faker.Lorem.Paragraphs().Split('\n')))
                .Build());
            var boundary = "b" + faker.Random.AlphaNumeric(faker.Random.Int(1, 60));

            var read = MimeRoundTrip.Multipart(MimeMultipart.Write(boundary, parts), boundary);

            Assert.That(read.Parts.Select(part => part.Bytes.ToArray()), Is.EqualTo(parts.Select(part => part.Bytes.ToArray())), $"message {i}");
        }
    }

    [Test]
    public void Damage_never_makes_it_throw()
    {
        foreach (var bytes in Damage.To(Samples.All("mime")))
        {
            if (MimeMultipart.TryParse(bytes, "boundary1", out var multipart, out var error))
            {
                MimeRoundTrip.Check(multipart, bytes, "boundary1");
            }
            else
            {
                Assert.That(error!.Offset, Is.InRange(0, bytes.Length));
            }

            if (MimeMultipart.TryParse(bytes, "boundary1", out multipart, out _, lineEnds: LineEnds.CrlfOrLf))
            {
                MimeRoundTrip.Check(multipart, bytes, "boundary1");
            }
        }
    }
}
