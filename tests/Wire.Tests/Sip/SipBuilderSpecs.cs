using System.Text;
using Conformance.Wire.Sip;

namespace Conformance.Wire.Tests.Sip;

public class SipBuilderSpecs
{
    private const string Request =
        "MESSAGE sip:bo@im.example SIP/2.0\r\n" +
        "v:SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1 ,\r\n SIP/2.0/TCP 192.0.2.2;branch=z9hG4bK2\r\n" +
        "max-forwards : 70\r\n" +
        "VIA: SIP/2.0/UDP 192.0.2.3;branch=z9hG4bK3\r\n" +
        "To:  <sip:bo@im.example>\r\n" +
        "f: \"A\"\r\n\t<sip:ana@im.example>;tag=1\r\n" +
        "Call-ID: c@x\r\n" +
        "X-Odd:kept  \r\n" +
        "l:  2\r\n" +
        "CSeq: 4 MESSAGE\r\n" +
        "\r\nhi";

    [Test]
    public void A_request_gets_a_content_length_and_nothing_else()
    {
        SipMessage message = SipMessage.Request("MESSAGE", "sip:bo@im.example").Add("Subject", "x").Body("hello"u8.ToArray(), "text/plain").Build();
        Assert.That(Text(message), Is.EqualTo("MESSAGE sip:bo@im.example SIP/2.0\r\nSubject: x\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"));
    }

    [Test]
    public void A_response_copies_the_lines_that_the_clause_names_as_they_came()
    {
        SipMessage response = Parse(Request).Respond(202).Build();
        Assert.That(Text(response), Is.EqualTo(
            "SIP/2.0 202 Accepted\r\n" +
            "v:SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1 ,\r\n SIP/2.0/TCP 192.0.2.2;branch=z9hG4bK2\r\n" +
            "VIA: SIP/2.0/UDP 192.0.2.3;branch=z9hG4bK3\r\n" +
            "To:  <sip:bo@im.example>\r\n" +
            "f: \"A\"\r\n\t<sip:ana@im.example>;tag=1\r\n" +
            "Call-ID: c@x\r\n" +
            "CSeq: 4 MESSAGE\r\n" +
            "Content-Length: 0\r\n\r\n"));
    }

    [Test]
    public void Only_the_first_value_of_the_first_via_changes()
    {
        SipMessage message = Parse(Request);
        SipMessage edited = message.Edit().SetFirst("Via", message.TopVia!.WithParameter("received", "198.51.100.7").ToString()).Build();
        Assert.That(Text(edited), Is.EqualTo(Request.Replace("=z9hG4bK1 ,", "=z9hG4bK1;received=198.51.100.7 ,", StringComparison.Ordinal)));
    }

    [Test]
    public void The_top_via_is_taken_off_value_by_value()
    {
        SipMessage once = Parse(Request).Edit().RemoveFirst("via").Build();
        Assert.That(Text(once), Does.Contain("v:SIP/2.0/TCP 192.0.2.2;branch=z9hG4bK2\r\nmax-forwards"));
        Assert.That(once.Edit().RemoveFirst("v").Build().TopVia?.Host, Is.EqualTo("192.0.2.3"));
        Assert.That(once.Edit().RemoveFirst("v").RemoveFirst("v").RemoveFirst("v").Build().Has(SipHeader.Via), Is.False);
    }

    [Test]
    public void A_new_body_moves_the_length_that_came_and_leaves_its_spelling()
    {
        string edited = Text(Parse(Request).Edit().Body("longer now"u8.ToArray()).Build());
        Assert.That(edited, Is.EqualTo(Request.Replace("l:  2", "l:  10", StringComparison.Ordinal).Replace("\r\n\r\nhi", "\r\n\r\nlonger now", StringComparison.Ordinal)));
    }

    [Test]
    public void A_length_set_by_hand_stays_wrong_and_is_not_built()
    {
        SipMessageBuilder wrong = Parse(Request).Edit().Set("Content-Length", "99").Body("x"u8.ToArray());
        Assert.That(() => wrong.Build(), Throws.TypeOf<WireFormatException>());
        Assert.That(Encoding.UTF8.GetString(wrong.ToBytes()), Does.Contain("Content-Length: 99\r\n").And.EndsWith("\r\n\r\nx"));
        Assert.That(() => Parse(Request).Edit().Set("l", "1").Build(), Throws.TypeOf<WireFormatException>(), "surplus would be lost");
        Assert.That(Text(Parse(Request).Edit().WithoutContentLength().Build()), Does.Not.Contain("l:  2"));
    }

    [Test]
    public void Set_keeps_the_place_and_add_first_goes_before_its_kind()
    {
        SipMessage edited = Parse(Request).Edit()
            .Set("Via", "SIP/2.0/UDP 10.0.0.1").AddFirst("Via", "SIP/2.0/UDP 10.0.0.2").AddFirst("Route", "<sip:r;lr>")
            .Remove("x-odd").WithRequestUri("sip:carol@im.example").WithMethod("OPTIONS").Build();
        Assert.That(edited.Fields.Select(field => field.Name), Is.EqualTo(new[] { "Route", "Via", "Via", "max-forwards", "To", "f", "Call-ID", "l", "CSeq" }));
        Assert.That(edited.StartLine, Is.EqualTo("OPTIONS sip:carol@im.example SIP/2.0"));
        Assert.That(edited.Vias.Select(via => via.Host), Is.EqualTo(new[] { "10.0.0.2", "10.0.0.1" }));
    }

    [TestCase("a\r\nEvil: 1")]
    [TestCase("a\nb")]
    [TestCase("a\rb")]
    [TestCase("a\r\n")]
    public void A_value_cannot_bring_a_line_of_its_own(string value)
    {
        SipMessageBuilder builder = SipMessage.Request("MESSAGE", "sip:bo@h");
        Assert.That(() => builder.Add("X", value), Throws.ArgumentException);
        Assert.That(() => builder.Set("X", value), Throws.ArgumentException);
        Assert.That(() => builder.Add("X", "folded\r\n value"), Throws.Nothing);
        Assert.That(() => builder.Add("X y", "z"), Throws.ArgumentException);
    }

    [Test]
    public void Raw_lines_go_out_as_given()
    {
        byte[] bytes = SipMessage.Request("MESSAGE", "sip:bo@h").Raw("No colon here\r\n"u8).Raw("cOnTeNt-lengTh: 0\r\n"u8).ToBytes();
        Assert.That(Encoding.UTF8.GetString(bytes), Is.EqualTo("MESSAGE sip:bo@h SIP/2.0\r\nNo colon here\r\ncOnTeNt-lengTh: 0\r\n\r\n"));
    }

    private static SipMessage Parse(string text) => SipMessage.Parse(Encoding.UTF8.GetBytes(text));

    private static string Text(SipMessage message) => Encoding.UTF8.GetString(message.Bytes.Span);
}
