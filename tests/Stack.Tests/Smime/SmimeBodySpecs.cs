using System.Text;
using Conformance.Stack.Smime;
using Conformance.Wire.Mime;

namespace Conformance.Stack.Tests.Smime;

public sealed class SmimeBodySpecs
{
    private const string Text = "text/plain; charset=utf-8";
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void What_is_signed_stays_readable_and_names_its_signer()
    {
        using var alice = SmimeAuthority.Issue("Alice", "sip:alice@192.0.2.1", 0);
        var (type, body) = SmimeBody.Protect(Protection.Signed, Text, "Grüße"u8, alice, [], "b1", Now);

        var layer = SmimeBody.Open(MediaType.Parse(type), body, []);

        Assert.That((layer.Kind, layer.Flaw), Is.EqualTo((Protection.Signed, (string?)null)));
        Assert.That(Encoding.UTF8.GetString(layer.Content!.Content.Span), Is.EqualTo("Grüße"));
        Assert.That(layer.Content.Value("Date"), Is.EqualTo("Tue, 01 Jan 2030 12:00:00 GMT"));
        Assert.That(SmimeAuthority.HolderOf(layer.Signer!), Is.EqualTo("sip:alice@192.0.2.1"));
    }

    [Test]
    public void A_signature_does_not_hold_when_one_octet_of_the_text_has_changed()
    {
        using var alice = SmimeAuthority.Issue("Alice", "sip:alice@192.0.2.1", 0);
        var (type, body) = SmimeBody.Protect(Protection.Signed, Text, "Pay 100"u8, alice, [], "b1", Now);
        body[body.AsSpan().IndexOf("100"u8)] = (byte)'9';

        var layer = SmimeBody.Open(MediaType.Parse(type), body, []);

        Assert.That(layer.Flaw, Is.Not.Null.And.Not.Empty);
        Assert.That(layer.Signer, Is.Null);
    }

    [Test]
    public void Every_reader_opens_an_envelope_and_nobody_else()
    {
        using var bob = SmimeAuthority.Issue("Bob", "sip:bob@192.0.2.2", 1);
        using var carol = SmimeAuthority.Issue("Carol", "sip:carol@192.0.2.3", 2);
        using var mallory = SmimeAuthority.Issue("Mallory", "sip:mallory@192.0.2.4", 3);
        var (type, body) = SmimeBody.Protect(Protection.Encrypted, Text, "Secret"u8, null, [bob, carol], "", Now);

        var opened = new[] { bob, carol, mallory }.Select(key => SmimeBody.Open(MediaType.Parse(type), body, [key])).ToArray();

        Assert.That(opened.Select(layer => layer.Content is { } content ? Encoding.UTF8.GetString(content.Content.Span) : null), Is.EqualTo(new[] { "Secret", "Secret", null }));
        Assert.That(opened[2].Flaw, Is.EqualTo("encrypted for others"));
        Assert.That(body.AsSpan().IndexOf("Secret"u8), Is.Negative);
    }

    [Test]
    public void The_signature_is_inside_the_envelope()
    {
        using var alice = SmimeAuthority.Issue("Alice", "sip:alice@192.0.2.1", 0);
        using var bob = SmimeAuthority.Issue("Bob", "sip:bob@192.0.2.2", 1);
        var (type, body) = SmimeBody.Protect(Protection.Signed | Protection.Encrypted, Text, "Secret"u8, alice, [bob], "b1", Now);

        var outer = SmimeBody.Open(MediaType.Parse(type), body, [bob]);
        var inner = SmimeBody.Open(outer.Content!.ContentType!, outer.Content.Content, [bob]);

        Assert.That((outer.Kind, inner.Kind, inner.Flaw), Is.EqualTo((Protection.Encrypted, Protection.Signed, (string?)null)));
    }

    [Test]
    public void What_travels_in_base64_is_opened_like_what_travels_in_binary()
    {
        using var bob = SmimeAuthority.Issue("Bob", "sip:bob@192.0.2.2", 1);
        var (type, body) = SmimeBody.Protect(Protection.Encrypted, Text, "Secret"u8, null, [bob], "", Now);

        var layer = SmimeBody.Open(MediaType.Parse(type), Encoding.ASCII.GetBytes(Convert.ToBase64String(body, Base64FormattingOptions.InsertLineBreaks)), [bob]);

        Assert.That(Encoding.UTF8.GetString(layer.Content!.Content.Span), Is.EqualTo("Secret"));
    }

    [Test]
    public void Octets_that_are_no_envelope_are_a_flaw_and_no_exception([Values("", "garbage", "MII?", "\u0030\u0082\u0001\u0001\u0006\u0009")] string octets)
    {
        var layer = SmimeBody.Open(MediaType.Parse("application/pkcs7-mime"), Encoding.Latin1.GetBytes(octets), []);

        Assert.That((layer.Content, layer.Kind), Is.EqualTo((default(MimeEntity), Protection.Encrypted)));
        Assert.That(layer.Flaw, Is.Not.Null.And.Not.Empty);
    }

    [Test]
    public void Messages_have_the_same_length_whenever_they_are_made()
    {
        using var one = SmimeAuthority.Issue("Alice", "sip:alice@192.0.2.1", 0);
        using var again = SmimeAuthority.Issue("Alice", "sip:alice@192.0.2.1", 0);

        var lengths = new[] { one, again }.Select(key => SmimeBody.Protect(Protection.Signed | Protection.Encrypted, Text, "Hello"u8, key, [key], "b1", Now).Body.Length);

        Assert.That(lengths.Distinct().Count(), Is.EqualTo(1));
    }
}
