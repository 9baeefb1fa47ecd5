using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Tests.Mime;

public sealed class MimeEntitySpecs
{
    [Test]
    public void Names_ignore_case_and_folds_are_undone()
    {
        var entity = Read("CONTENT-type:  text/plain;\r\n\tcharset=utf-8 \r\nX-Empty:\r\nX-Fold:\r\n one\r\n  two\r\n\r\nbody");

        Assert.That(entity.ContentType!.Charset, Is.EqualTo("utf-8"));
        Assert.That(entity.Value("x-empty"), Is.EqualTo(""));
        Assert.That(entity.Value("X-FOLD"), Is.EqualTo("one  two"));
        Assert.That(entity.Fields.Select(field => field.Name), Is.EqualTo(new[] { "CONTENT-type", "X-Empty", "X-Fold" }));
        Assert.That(Encoding.UTF8.GetString(entity.Content.Span), Is.EqualTo("body"));
    }

    [Test]
    public void The_transfer_encoding_is_named_and_not_applied()
    {
        var entity = Read("Content-Transfer-Encoding: Base64\r\n\r\nSGk=");

        Assert.That(entity.TransferEncoding, Is.EqualTo("Base64"));
        Assert.That(entity.Content.ToArray(), Is.EqualTo("SGk="u8.ToArray()));
    }

    [Test]
    public void A_content_length_inside_the_entity_bounds_nothing() =>
        Assert.That(Read("Content-length: 12\r\n\r\nHello World").Content.Length, Is.EqualTo(11));

    [TestCase("", 0)]
    [TestCase("\r\n", 0)]
    [TestCase("A: b", 1)]
    [TestCase("A: b\r\n", 1)]
    [TestCase("A : b\r\n\r\n", 1)]
    [TestCase("A: b\r\nA: c\r\n\r\n\r\n", 2)]
    public void Short_entities_are_entities(string text, int fields) => Assert.That(Read(text).Fields, Has.Count.EqualTo(fields));

    [TestCase("A: b\r\nC", WireReason.HeaderName, 6)]
    [TestCase(": b\r\n", WireReason.HeaderName, 0)]
    [TestCase("A b: c\r\n", WireReason.HeaderName, 0)]
    [TestCase(" A: b\r\n", WireReason.Folding, 0)]
    [TestCase("A: b\nC: d\r\n", WireReason.LineEnd, 4)]
    [TestCase("A: b\rC: d\r\n", WireReason.LineEnd, 4)]
    public void Broken_header_blocks_are_located(string text, WireReason reason, int offset)
    {
        Assert.That(MimeEntity.TryParse(Encoding.UTF8.GetBytes(text), out _, out var error), Is.False);
        Assert.That((error!.Reason, error.Offset), Is.EqualTo((reason, offset)));
    }

    [Test]
    public void Header_blocks_are_limited()
    {
        var many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("A: b\r\n", 300)));
        var large = Encoding.ASCII.GetBytes($"A: {new string('x', 70_000)}\r\nB: c\r\n\r\n");

        Assert.That(MimeEntity.TryParse(many, out _, out var error), Is.False);
        Assert.That(error!.Reason, Is.EqualTo(WireReason.Limit));
        Assert.That(MimeEntity.TryParse(large, out _, out error), Is.False);
        Assert.That(error!.Reason, Is.EqualTo(WireReason.Limit));
    }

    [Test]
    public void A_field_is_limited_with_all_its_folds()
    {
        var folded = Encoding.ASCII.GetBytes("A: b" + string.Concat(Enumerable.Repeat("\r\n ", 15_000)) + "c\r\n\r\n");

        Assert.That(MimeEntity.TryParse(folded, out _, out var error), Is.False);
        Assert.That(error!.Reason, Is.EqualTo(WireReason.Limit));
        Assert.That(MimeRoundTrip.Entity("A: b\r\n \r\n\t\r\n c\r\n \r\n\r\n"u8.ToArray()).Value("a"), Is.EqualTo("b \t c"));
    }

    [Test]
    public void An_edit_touches_only_what_it_names()
    {
        var entity = Read("a:1\r\nB:  2\r\n\tx\r\nb: 3\r\nC : 4\r\n\r\nbody");

        Assert.That(
            Encoding.UTF8.GetString(entity.Edit().Set("b", "5").Header("D", "6").ToBytes()),
            Is.EqualTo("a:1\r\nb: 5\r\nC : 4\r\nD: 6\r\n\r\nbody"));
    }

    [Test]
    public void Values_cannot_break_out_of_their_line() =>
        Assert.That(() => MimeEntity.Build().Header("A", "b\r\nC: d"), Throws.ArgumentException);

    [Test]
    public void Provocations_can_be_built()
    {
        var bytes = MimeEntity.Build().RawHeader("no colon\r\n"u8.ToArray()).WithoutBlankLine().Content("x").ToBytes();

        Assert.That(bytes, Is.EqualTo("no colon\r\nx"u8.ToArray()));
    }

    private static MimeEntity Read(string text) => MimeRoundTrip.Entity(Encoding.UTF8.GetBytes(text));
}
