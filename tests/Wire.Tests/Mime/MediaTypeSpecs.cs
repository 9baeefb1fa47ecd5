using Conformance.Wire.Mime;

namespace Conformance.Wire.Tests.Mime;

public sealed class MediaTypeSpecs
{
    [TestCase("text/plain", "text/plain", true)]
    [TestCase("Message/CPIM", "message/cpim", true)]
    [TestCase("text/plain; charset=UTF-8", "TEXT/*", true)]
    [TestCase("text/plain", "text/html", false)]
    [TestCase("text/plain", "text", false)]
    public void Types_compare_without_case_and_parameters(string text, string other, bool expected) =>
        Assert.That(MediaType.Parse(text).Is(other), Is.EqualTo(expected));

    [TestCase("text/plain;charset=us-ascii", "charset", "us-ascii")]
    [TestCase("text/plain ; Charset = \"us-ascii\" ;", "charset", "us-ascii")]
    [TestCase("text/plain; charset=us-ascii (Plain (very) text)", "charset", "us-ascii")]
    [TestCase("multipart/mixed; boundary=\"a\\\"b;c\"", "boundary", "a\"b;c")]
    [TestCase("multipart/mixed; boundary=\"\"", "boundary", "")]
    [TestCase("a/b; x=1; x=2", "x", "1")]
    [TestCase("a/b", "x", null)]
    public void Parameters_are_unquoted(string text, string name, string? value)
    {
        var type = MediaType.Parse(text);

        Assert.That(type.Parameter(name), Is.EqualTo(value));
        Assert.That(type.ToString(), Is.EqualTo(text));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("text")]
    [TestCase("text/")]
    [TestCase("/plain")]
    [TestCase("text/plain charset=x")]
    [TestCase("text/plain; charset")]
    [TestCase("text/plain; charset=\"x")]
    [TestCase("text/plain (never closed")]
    [TestCase("te xt/plain")]
    public void What_is_no_media_type_is_refused(string? text) => Assert.That(MediaType.TryParse(text, out _), Is.False);

    [Test]
    public void A_disposition_has_a_type_and_perhaps_a_handling()
    {
        Assert.That(ContentDisposition.TryParse("Recipient-List-History;handling=Optional", out var disposition), Is.True);
        Assert.That(disposition!.Is("recipient-list-history"));
        Assert.That(disposition.Handling, Is.EqualTo("Optional"));
        Assert.That(ContentDisposition.TryParse("; handling=optional", out _), Is.False);
    }

    [Test]
    public void Comments_nested_as_deep_as_the_value_is_long_are_survived() =>
        Assert.That(MediaType.TryParse("text/plain " + new string('(', 60_000), out _), Is.False);
}
