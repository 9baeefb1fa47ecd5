using System.Text;
using Bogus;
using Conformance.Wire.Cpim;
using Conformance.Wire.Mime;
using Conformance.Wire.Tests.Mime;

namespace Conformance.Wire.Tests.Cpim;

public sealed class CpimMessageBuilderSpecs
{
    [Test]
    public void Writes_the_instant_message_of_the_receipts_draft_in_its_legal_layout()
    {
        var message = CpimMessage.Build()
            .From("im:alice@example.com", "Alice")
            .To("im:bob@example.com", "Bob")
            .Header("Message-ID", "34jk324j")
            .Header("Receipt-Request", "positive-delivery, negative-delivery")
            .Content([("Content-type", "text/plain"), ("Content-length", "12")], "Hello World"u8.ToArray())
            .Build();

        Assert.That(message.Bytes.ToArray(), Is.EqualTo(Samples.Read("cpim/valid/draft-instant-message.cpim")));
    }

    [Test]
    public void Writes_the_figure_of_the_draft_as_a_provocation()
    {
        var bytes = CpimMessage.Build()
            .WithCarrierHeader()
            .From("im:alice@example.com", "Alice")
            .To("im:bob@example.com", "Bob")
            .Header("Message-ID", "34jk324j")
            .Header("Receipt-Request", "positive-delivery, negative-delivery")
            .WithoutBlankLine()
            .Content([("Content-type", "text/plain"), ("Content-length", "12")], "Hello World\r\n"u8.ToArray())
            .ToBytes();

        Assert.That(bytes, Is.EqualTo(Samples.Read("cpim/figures/instant-message.crlf.cpim")));
        Assert.That(CpimMessage.TryParse(bytes, CpimReading.Strict, out _, out _), Is.False);
    }

    [Test]
    public void Raw_lines_and_bare_line_feeds_go_out_as_given()
    {
        var builder = CpimMessage.Build().WithBareLineFeeds().Header("From", "<im:a@b>").Raw("To:<im:b@c>\r\n"u8).Content("a/b", "x"u8.ToArray());

        Assert.That(Encoding.ASCII.GetString(builder.ToBytes()), Is.EqualTo("From: <im:a@b>\nTo:<im:b@c>\r\n\nContent-Type: a/b\r\n\r\nx"));
        Assert.That(() => builder.Build(), Throws.TypeOf<WireFormatException>());
        Assert.That(builder.Build(CpimReading.Tolerant).To.Single().Uri, Is.EqualTo("im:b@c"));
    }

    [Test]
    public void Values_cannot_break_out_of_their_line() =>
        Assert.That(() => CpimMessage.Build().Header("Subject", "a\r\nTo: <im:x@y>"), Throws.ArgumentException);

    [Test]
    public void An_edit_touches_only_what_it_names()
    {
        var message = CpimMessage.Parse(Samples.Read("cpim/valid/default-namespace-moves.cpim"));

        var edited = message.Edit().Set("Receipt-Request", "negative-delivery").Remove("To").ToBytes();

        Assert.That(edited, Is.EqualTo(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message.Bytes.Span)
            .Replace("Request: read", "Request: negative-delivery").Replace("To: <im:not-core@example.com>\r\n", ""))));
    }

    [TestCase(null, "<im:a@b>")]
    [TestCase("Ann Lee", "Ann Lee <im:a@b>")]
    [TestCase("O'Neil", "O'Neil <im:a@b>")]
    [TestCase("Smith, J.", "\"Smith, J.\"<im:a@b>")]
    [TestCase("a \"b\" \\c", "\"a \\\"b\\\" \\\\c\"<im:a@b>")]
    [TestCase("tab\there", "\"tab\\there\"<im:a@b>")]
    [TestCase("two  spaces", "\"two  spaces\"<im:a@b>")]
    [TestCase("Zoë", "Zoë <im:a@b>")]
    public void Names_are_quoted_only_when_they_must_be(string? name, string value)
    {
        var address = new CpimAddress(name, "im:a@b");

        Assert.That(address.ToString(), Is.EqualTo(value));
        Assert.That(CpimAddress.TryParse(value, out var read), Is.True);
        Assert.That(read, Is.EqualTo(address));
    }

    [TestCase("im:a@b")]
    [TestCase("<>")]
    [TestCase("<im:a@b")]
    [TestCase("<im:a@b>;tag=1")]
    [TestCase("\"open <im:a@b>")]
    [TestCase("\"a\" b <im:a@b>")]
    [TestCase("<no-scheme>")]
    [TestCase("<im:a b>")]
    [TestCase("")]
    public void What_is_no_address_is_refused(string value) => Assert.That(CpimAddress.TryParse(value, out _), Is.False);

    [TestCase("34jk324j", true)]
    [TestCase("a&b'c|d", true)]
    [TestCase("é.x", true)]
    [TestCase("a@b", false)]
    [TestCase("a b", false)]
    [TestCase("x=", false)]
    [TestCase("", false)]
    public void A_message_id_is_a_token(string text, bool expected) => Assert.That(CpimText.IsToken(text), Is.EqualTo(expected));

    [TestCase(@"a\", "a")]
    [TestCase(@"\u00e9\u12", "éu12")]
    [TestCase(@"\'\x", "'x")]
    public void Receivers_are_generous_with_escapes(string text, string expected) =>
        Assert.That(CpimText.Unescape(text), Is.EqualTo(expected));

    [Test]
    public void What_is_written_is_read_again()
    {
        const int seed = 3862;
        TestContext.Out.WriteLine($"seed {seed}");
        var faker = new Faker { Random = new Randomizer(seed) };
        for (var i = 0; i < 1000; i++)
        {
            var from = new CpimAddress(faker.PickRandom(null, faker.Name.FullName(), faker.Random.Utf16String(1, 20)), "im:" + faker.Internet.Email());
            var subject = faker.PickRandom(faker.Lorem.Sentence(), faker.Random.Utf16String(0, 40), "a\\b\r\n\t\0").TrimEnd(' ').TrimStart(' ');
            var content = faker.Random.Bytes(faker.Random.Int(0, 300));
            var builder = CpimMessage.Build().Header("From", from.ToString());
            foreach (var _ in faker.Make(faker.Random.Int(0, 4), () => 0))
            {
                builder.To("sip:" + faker.Internet.Email());
            }

            var message = CpimRoundTrip.Of(builder
                .Namespace("x" + i, "urn:example:" + faker.Random.AlphaNumeric(5))
                .Header($"x{i}.Extension", faker.Random.AlphaNumeric(8), new CpimParameter("p", faker.Random.Utf16String(1, 9)))
                .Subject(subject, "en")
                .Header("Message-ID", faker.Random.AlphaNumeric(12))
                .Content(faker.System.MimeType(), content)
                .ToBytes());

            Assert.That(message.From, Is.EqualTo(from), $"message {i}");
            Assert.That(message.Header("Subject")!.Value.Text, Is.EqualTo(subject), $"message {i}");
            Assert.That(message.Content.Content.ToArray(), Is.EqualTo(content), $"message {i}");
        }
    }
}
