using System.Text;
using Conformance.Wire.Sip;

namespace Conformance.Wire.Tests.Sip;

public class SipValueSpecs
{
    [TestCase("sip:ana@h;tag=1", null, "sip:ana@h", "1")]
    [TestCase("<sip:ana@h;tag=2>", null, "sip:ana@h;tag=2", null)]
    [TestCase("<sip:ana@h>;TAG=3;x", null, "sip:ana@h", "3")]
    [TestCase("\"\" <sip:ana@h>", "", "sip:ana@h", null)]
    [TestCase("\"a <sip:x@y> \\\"b\\\"\"<sip:ana@h> ; tag = t", "a <sip:x@y> \"b\"", "sip:ana@h", "t")]
    [TestCase("Ana  Bo<tel:+1>", "Ana  Bo", "tel:+1", null)]
    [TestCase("Žofie <sip:ana@h>", "Žofie", "sip:ana@h", null)]
    [TestCase("sip:ana@h", null, "sip:ana@h", null)]
    public void Reads_addresses(string text, string? name, string uri, string? tag)
    {
        SipNameAddress address = SipNameAddress.Parse(text);
        Assert.That((address.DisplayName, address.Uri.ToString(), address.Tag), Is.EqualTo((name, uri, tag)));
        Assert.That(address.ToString(), Is.EqualTo(text));
    }

    [TestCase("*")]
    [TestCase("\"open <sip:a@h>")]
    [TestCase("Bell, A <sip:a@h>")]
    [TestCase("<sip:a@h")]
    [TestCase("<sip:a@h> x")]
    [TestCase("<sip:a@h>;")]
    [TestCase("<sip:a@h>;x=\"open")]
    [TestCase("< sip:a@h>")]
    [TestCase("sip:a@h, sip:b@h")]
    [TestCase("")]
    public void Refuses_what_is_no_address(string text) => Assert.That(SipNameAddress.TryParse(text, out _), Is.False);

    [Test]
    public void An_address_is_composed_and_changed_in_place()
    {
        var address = new SipNameAddress("A \"B\"", SipUri.Parse("sip:ana@h"), [new("tag", "1")]);
        Assert.That(address.ToString(), Is.EqualTo("\"A \\\"B\\\"\" <sip:ana@h>;tag=1"));
        Assert.That(address.DisplayName, Is.EqualTo("A \"B\""));
        Assert.That(address.WithParameter("tag", "2").WithParameter("x", null).WithoutParameter("TAG").ToString(), Is.EqualTo("\"A \\\"B\\\"\" <sip:ana@h>;x"));
        Assert.That(() => address.WithParameter("x", "1;tag=9"), Throws.TypeOf<WireFormatException>());
    }

    [Test]
    public void A_via_is_composed_and_changed_in_place()
    {
        var via = new SipVia("UDP", "[::1]", 5070, [new("branch", "z9hG4bK1"), new("rport", null)]);
        Assert.That(via.WithParameter("rport", "31002").WithParameter("received", "192.0.2.9").ToString(),
            Is.EqualTo("SIP/2.0/UDP [::1]:5070;branch=z9hG4bK1;rport=31002;received=192.0.2.9"));
        Assert.That(via.WithParameter("rport", "31002").RPort, Is.EqualTo(31002));
        Assert.That(SipVia.Parse("SIP/2.0/UDP h;received=::1").Received, Is.EqualTo("::1"));
    }

    [TestCase("SIP/2.0/UDP")]
    [TestCase("SIP/2.0 h")]
    [TestCase("SIP/2.0/UDPh:5060;")]
    [TestCase("SIP/2.0/UDP h:99999")]
    [TestCase("SIP/2.0/UDP h i")]
    [TestCase("SIP/2.0/UDP h;branch=a b")]
    public void Refuses_what_is_no_via(string text) => Assert.That(SipVia.TryParse(text, out _), Is.False);

    [TestCase("1 MESSAGE", 1u, "MESSAGE")]
    [TestCase("4294967295\t\r\n ACK", uint.MaxValue, "ACK")]
    public void Reads_a_sequence(string text, uint number, string method)
    {
        Assert.That(SipCSeq.TryParse(Encoding.UTF8.GetBytes(text), out SipCSeq? value));
        Assert.That(value, Is.EqualTo(new SipCSeq(number, method)));
    }

    [TestCase("4294967296 ACK")]
    [TestCase("1")]
    [TestCase("-1 ACK")]
    [TestCase("1 A CK")]
    [TestCase("1ACK")]
    public void Refuses_what_is_no_sequence(string text) => Assert.That(SipCSeq.TryParse(Encoding.UTF8.GetBytes(text), out _), Is.False);

    [Test]
    public void Digest_values_are_written_with_quotes_where_they_belong_and_read_back()
    {
        SipCredentials credentials = SipCredentials.Digest("a\"na", "im.example", "n", "sip:bo@im.example", "00ff", "SHA-256", "c", "auth", 10, "o");
        Assert.That(credentials.ToString(), Is.EqualTo(
            "Digest username=\"a\\\"na\", realm=\"im.example\", nonce=\"n\", uri=\"sip:bo@im.example\", response=\"00ff\", algorithm=SHA-256, cnonce=\"c\", opaque=\"o\", qop=auth, nc=0000000a"));
        Assert.That(SipCredentials.TryParse(credentials.ToString(), out SipCredentials? read));
        Assert.That(read, Is.EqualTo(credentials));
        Assert.That((read?.Username, read?.NonceCount, read?.Qop), Is.EqualTo(("a\"na", (uint?)10, "auth")));
        Assert.That(SipChallenge.Digest("r", "n", "MD5", "o", stale: true).ToString(),
            Is.EqualTo("Digest realm=\"r\", nonce=\"n\", opaque=\"o\", stale=true, algorithm=MD5, qop=\"auth\""));
        Assert.That(SipChallenge.TryParse("Digest realm=\"open", out _), Is.False);
        Assert.That(SipChallenge.TryParse("Digest realm", out _), Is.False);
    }

    [Test]
    public void Every_known_header_is_found_by_its_name_in_any_case_and_by_nothing_else()
    {
        foreach (SipHeader header in Enum.GetValues<SipHeader>().Where(h => h != SipHeader.Unknown))
        {
            string name = SipHeaders.Name(header);
            Assert.That(name, Is.Not.Empty);
            Assert.That(new[] { SipHeaders.Of(name), SipHeaders.Of(name.ToUpperInvariant()), SipHeaders.Of(name.ToLowerInvariant()) }, Is.All.EqualTo(header));
            Assert.That(SipHeaders.Of(name + "x"), Is.EqualTo(SipHeader.Unknown));
        }
        Assert.That("viftmclesku".Select(c => SipHeaders.Of(c.ToString())), Is.EqualTo(new[]
        {
            SipHeader.Via, SipHeader.CallId, SipHeader.From, SipHeader.To, SipHeader.Contact, SipHeader.ContentType,
            SipHeader.ContentLength, SipHeader.ContentEncoding, SipHeader.Subject, SipHeader.Supported, SipHeader.AllowEvents,
        }));
        Assert.That("viftmclesku".Select(c => SipHeaders.CompactName(SipHeaders.Of(c.ToString()))), Is.EqualTo("viftmclesku".Select(c => c.ToString())));
        Assert.That(SipHeaders.CompactName(SipHeader.CSeq), Is.Null);
    }

    [Test]
    public void Bytes_are_escaped_for_people_and_cut()
    {
        Assert.That(WireText.Escape("a\\b\t\r\n\0\u00e9"u8), Is.EqualTo(@"a\\b\t\r\n\x00\xC3\xA9"));
        Assert.That(WireText.Escape("abcdef"u8, 3), Is.EqualTo("abc…"));
        Assert.That(WireText.Escape("ab\r\n"u8, 3), Is.EqualTo("ab…"));
        Assert.That(WireError.At(WireReason.LineEnd, "ab\ncd"u8, 2).Message, Is.EqualTo("a line must end in CR LF at byte 2: \"\\ncd\""));
    }
}
