using System.Text;
using Conformance.Wire.Cpim;
using Conformance.Wire.Tests.Mime;

namespace Conformance.Wire.Tests.Cpim;

public sealed class CpimMessageSpecs
{
    [TestCaseSource(typeof(Samples), nameof(Samples.In), new object[] { "cpim/valid" })]
    public void Reads_a_legal_message_and_loses_nothing(byte[] bytes) => CpimRoundTrip.Of(bytes);

    [TestCaseSource(typeof(Samples), nameof(Samples.Malformed), new object[] { "cpim" })]
    public void The_strict_reading_says_what_is_wrong_and_where(byte[] bytes, WireReason reason, int offset)
    {
        Assert.That(CpimMessage.TryParse(bytes, CpimReading.Strict, out _, out var error), Is.False);
        Assert.That((error!.Reason, error.Offset), Is.EqualTo((reason, offset)), error.Message);
    }

    [Test]
    public void The_fault_is_told_in_words_with_the_octets()
    {
        CpimMessage.TryParse(Samples.Read("cpim/malformed/no-space.WhiteSpace.5.cpim"), CpimReading.Strict, out _, out var error);

        Assert.That(error!.Message, Does.StartWith("one space must follow the colon at byte 5: \"<im:a@example.com>\\r\\n"));
    }

    [TestCase("instant-message", "34jk324j", "text/plain")]
    [TestCase("delivery-receipt", null, "message/status-receipt+xml")]
    [TestCase("read-receipt", null, "message/status-receipt+xml")]
    public void The_figures_of_the_receipts_draft_are_read_tolerantly(string figure, string? id, string type)
    {
        var message = CpimRoundTrip.Of(Samples.Read($"cpim/figures/{figure}.crlf.cpim"), CpimReading.Tolerant);
        var copied = CpimRoundTrip.Of(Samples.Read($"cpim/figures/{figure}.lf.cpim"), CpimReading.Tolerant);

        Assert.That(message.Liberties, Is.EqualTo(CpimLiberties.CarrierHeader | CpimLiberties.MissingBlankLine));
        Assert.That(copied.Liberties, Is.EqualTo(message.Liberties | CpimLiberties.BareLineFeed));
        foreach (var reading in new[] { message, copied })
        {
            Assert.That(reading.MessageId, Is.EqualTo(id));
            Assert.That(reading.From!.Uri, Does.StartWith("im:"));
            Assert.That(reading.Content.ContentType!.Is(type));
            Assert.That(reading.Content.Disposition?.Type, Is.EqualTo(id is null ? "confirm" : null));
            Assert.That(Encoding.UTF8.GetString(reading.Content.Content.Span), Does.StartWith(id is null ? "<status-receipt>" : "Hello World"));
        }
    }

    [Test]
    public void The_typed_views_of_an_instant_message()
    {
        var message = CpimRoundTrip.Of(Samples.Read("cpim/valid/draft-instant-message.cpim"));

        Assert.That(message.From, Is.EqualTo(new CpimAddress("Alice", "im:alice@example.com")));
        Assert.That(message.To, Is.EqualTo(new[] { new CpimAddress("Bob", "im:bob@example.com") }));
        Assert.That(message.Cc, Is.Empty);
        Assert.That(message.MessageId, Is.EqualTo("34jk324j"));
        Assert.That(message.ReceiptRequest, Is.EqualTo("positive-delivery, negative-delivery"));
        Assert.That(message.ReceiptRequests, Is.EqualTo(new[] { "positive-delivery", "negative-delivery" }));
        Assert.That(message.Content.Content.ToArray(), Is.EqualTo("Hello World"u8.ToArray()));
    }

    [Test]
    public void Names_are_case_sensitive_and_values_keep_their_escapes()
    {
        var message = CpimRoundTrip.Of(Samples.Read("cpim/valid/every-core-header.cpim"));

        Assert.That(message.Header("from"), Is.Null);
        Assert.That(message.Header("Cc"), Is.Null);
        Assert.That(message.To.Select(to => to.DisplayName), Is.EqualTo(new[] { null, "Smith, J." }));
        Assert.That(message.Cc.Single().DisplayName, Is.EqualTo("O'Neil"));
        var subjects = message.HeadersNamed("Subject").ToArray();
        Assert.That(subjects[0].Value, Is.EqualTo(@"C:\\tmp"));
        Assert.That(subjects[0].Text, Is.EqualTo(@"C:\tmp"));
        Assert.That(subjects[1].Parameters, Is.EqualTo(new[] { new CpimParameter("lang", "fr"), new CpimParameter("note", "a \"b\" c") }));
        Assert.That(subjects[1].Text, Is.EqualTo("Déjà vu"));
    }

    [Test]
    public void Escapes_are_undone_for_display() => Assert.That(
        CpimRoundTrip.Of(Samples.Read("cpim/valid/every-escape.cpim")).Header("Subject")!.Value.Text,
        Is.EqualTo("\b\t\n\r\"'\\\u0001\u007f é€😀"));

    [Test]
    public void Headers_are_found_by_namespace_and_not_by_prefix()
    {
        var message = CpimRoundTrip.Of(Samples.Read("cpim/valid/default-namespace-moves.cpim"));

        Assert.That(message.MessageId, Is.EqualTo("known"));
        Assert.That(message.Header("Message-ID", "urn:example:other:")!.Value.Value, Is.EqualTo("foreign"));
        Assert.That(message.To.Single().Uri, Is.EqualTo("im:b@example.com"));
        Assert.That(message.From!.Uri, Is.EqualTo("im:a@example.com"));
        Assert.That(message.ReceiptRequests, Is.EqualTo(new[] { "read" }));
        Assert.That(message.HeadersNamed("Message-ID").Single().Prefix, Is.EqualTo("core"));
    }

    [TestCase("Receipt-Request:\r\n", "")]
    [TestCase("Receipt-Request: \r\n", "")]
    [TestCase("Receipt-Request:  \r\n", "")]
    [TestCase("Receipt-Request: read,,\r\n", "read")]
    [TestCase("Receipt-Request: read\r\nReceipt-Request:negative-delivery ,positive-delivery\r\n", "read negative-delivery positive-delivery")]
    [TestCase("Receipt-Request:;x=y read\r\n", "read")]
    [TestCase("Receipt-Request: read,\r\n\tpositive-delivery\r\n", "read positive-delivery")]
    public void Receipt_requests_are_the_union_of_all_lines(string lines, string expected)
    {
        var message = CpimRoundTrip.Of(Encoding.UTF8.GetBytes(lines + "\r\nContent-Type: text/plain\r\n\r\n"), CpimReading.Tolerant);

        Assert.That(string.Join(' ', message.ReceiptRequests), Is.EqualTo(expected));
        Assert.That(message.ReceiptRequest, Is.Not.Null);
    }

    [TestCase("Subject:x\r\n", "x", CpimLiberties.WhiteSpace)]
    [TestCase("Subject: x \t\r\n", "x", CpimLiberties.WhiteSpace)]
    [TestCase("Subject: a\r\n b\r\n", "a b", CpimLiberties.Folding)]
    [TestCase("Subject: a\tb\r\n", "a\tb", CpimLiberties.Characters)]
    [TestCase("Subject: a\\qb\\\r\n", "aqb", CpimLiberties.Characters)]
    [TestCase("Subject:;lang x\r\n", "x", CpimLiberties.Parameters)]
    [TestCase("x.Y: 1\r\nSubject: z\r\n", "z", CpimLiberties.Namespace)]
    [TestCase("Subject: z\n", "z", CpimLiberties.BareLineFeed)]
    public void The_tolerant_reading_notes_what_it_forgave(string lines, string text, CpimLiberties liberties)
    {
        var message = CpimRoundTrip.Of(Encoding.UTF8.GetBytes(lines + "\r\nContent-Type: text/plain\r\n\r\nHi"), CpimReading.Tolerant);

        Assert.That(message.Liberties, Is.EqualTo(liberties));
        Assert.That(message.Header("Subject")!.Value.Text, Is.EqualTo(text));
    }

    [Test]
    public void Content_without_MIME_headers_is_still_content_when_read_tolerantly()
    {
        var message = CpimRoundTrip.Of(Samples.Read("cpim/malformed/content-without-headers.HeaderName.68.cpim"), CpimReading.Tolerant);

        Assert.That(message.Content.Fields, Is.Empty);
        Assert.That(message.Content.Content.ToArray(), Is.EqualTo("Hello World"u8.ToArray()));
        Assert.That(message.Liberties, Is.EqualTo(CpimLiberties.ContentHeaders));
    }

    [Test]
    public void A_nested_message_is_read_from_the_content()
    {
        var inner = CpimRoundTrip.Of(Samples.Read("cpim/valid/nested.cpim")).Content.Content;

        Assert.That(CpimRoundTrip.Of(inner).MessageId, Is.EqualTo("34jk324j"));
    }

    [Test]
    public void Headers_are_limited()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("X: y\r\n", 300)) + "\r\nContent-Type: a/b\r\n\r\n");

        Assert.That(CpimMessage.TryParse(bytes, CpimReading.Tolerant, out _, out var error), Is.False);
        Assert.That((error!.Reason, error.Offset), Is.EqualTo((WireReason.Limit, 256 * 6)));
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.In), new object[] { "cpim/valid" })]
    public void Every_prefix_is_read_or_refused_without_an_exception(byte[] bytes)
    {
        for (var length = 0; length < bytes.Length; length++)
        {
            var prefix = bytes.AsMemory(0, length);
            if (CpimMessage.TryParse(prefix, CpimReading.Strict, out _, out _))
            {
                CpimRoundTrip.Of(prefix);
            }
            else if (CpimMessage.TryParse(prefix, CpimReading.Tolerant, out var message, out _))
            {
                Assert.That(message.Liberties, Is.Not.EqualTo(CpimLiberties.None));
            }
        }
    }

    [Test]
    public void Damage_never_makes_it_throw()
    {
        foreach (var bytes in Damage.To(Samples.All("cpim")))
        {
            var isStrict = CpimMessage.TryParse(bytes, CpimReading.Strict, out _, out var error);
            Assert.That(isStrict ? 0 : error!.Offset, Is.InRange(0, bytes.Length));
            if (CpimMessage.TryParse(bytes, CpimReading.Tolerant, out var message, out _))
            {
                CpimRoundTrip.Check(message, bytes);
                Assert.That(message.Liberties == CpimLiberties.None, Is.EqualTo(isStrict), error?.Message);
            }
            else
            {
                Assert.That(isStrict, Is.False);
            }
        }
    }
}
