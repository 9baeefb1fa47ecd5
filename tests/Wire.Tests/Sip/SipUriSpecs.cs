using Conformance.Wire.Sip;

namespace Conformance.Wire.Tests.Sip;

public class SipUriSpecs
{
    // RFC 3261 19.1.4: each rule of the clause, both ways round.
    [TestCase("sip:%61na@im.example;transport=TCP", "sip:ana@IM.eXample;Transport=tcp")]
    [TestCase("sip:bo@im.example", "sip:bo@im.example;newparam=5")]
    [TestCase("sip:bo@im.example;newparam=5", "sip:bo@im.example;security=on")]
    [TestCase("sip:im.example;transport=tcp;method=REGISTER?to=sip:bo%40im.example", "sip:im.example;method=REGISTER;transport=tcp?to=sip:bo%40im.example")]
    [TestCase("sip:ana@im.example?subject=project%20x&priority=urgent", "sip:ana@im.example?priority=urgent&subject=project%20x")]
    [TestCase("sip:bo@im.example?Priority=URGENT", "sip:bo@im.example?priority=urgent")]
    [TestCase("sip:bo@im.example;x=a", "sip:bo@im.example;X=A;y")]
    [TestCase("sip:b%6F:pa%73s@h", "sip:bo:pass@h")]
    [TestCase("sip:bo@[2001:db8:0:0::1]", "sip:bo@[2001:DB8::1]")]
    [TestCase("SIP:bo@h", "sip:bo@h")]
    [TestCase("sip:bo%3f@h", "sip:bo%3F@h")]
    [TestCase("sip:%25x@h", "sip:%25x@h")]
    [TestCase("tel:+1201", "TEL:+1201")]
    public void Equivalent_both_ways(string a, string b) => AssertEquivalence(a, b, true);

    [TestCase("sip:Ana@im.example", "sip:ana@im.example", TestName = "user_has_case")]
    [TestCase("sip:bo:Pass@h", "sip:bo:pass@h", TestName = "password_has_case")]
    [TestCase("sip:bo:p@h", "sip:bo@h", TestName = "password_only_in_one")]
    [TestCase("sip:bo@h", "sips:bo@h", TestName = "sip_is_not_sips")]
    [TestCase("sip:bo@h", "sip:bo@h:5060", TestName = "default_port_is_not_no_port")]
    [TestCase("sip:bo@h:5060", "sip:bo@h:5061", TestName = "ports_differ")]
    [TestCase("sip:bo@h", "sip:bo@h;transport=udp", TestName = "transport_only_in_one")]
    [TestCase("sip:bo@h:6000", "sip:bo@h:6000;transport=tcp", TestName = "transport_with_port_only_in_one")]
    [TestCase("sip:bo@h", "sip:bo@h;user=ip", TestName = "default_user_parameter_only_in_one")]
    [TestCase("sip:bo@h", "sip:bo@h;ttl=1", TestName = "ttl_only_in_one")]
    [TestCase("sip:bo@h", "sip:bo@h;method=INVITE", TestName = "method_only_in_one")]
    [TestCase("sip:bo@h", "sip:bo@h;maddr=h", TestName = "maddr_only_in_one")]
    [TestCase("sip:bo@h;security=on", "sip:bo@h;security=off", TestName = "a_parameter_in_both_differs")]
    [TestCase("sip:bo@h;lr", "sip:bo@h;lr=true", TestName = "a_flag_is_not_a_value")]
    [TestCase("sip:bo@h?subject=a", "sip:bo@h", TestName = "headers_always_count")]
    [TestCase("sip:bo@h?subject=a", "sip:bo@h?subject=b", TestName = "header_values_differ")]
    [TestCase("sip:bo@h?subject=a&subject=a", "sip:bo@h?subject=a", TestName = "header_counts_differ")]
    [TestCase("sip:bo@h?subject=A", "sip:bo@h?subject=a", TestName = "a_subject_is_text")]
    [TestCase("sip:bo@h?body=A", "sip:bo@h?body=a", TestName = "a_body_is_text")]
    [TestCase("sip:bo@phone21.boxes.example", "sip:bo@192.0.2.4", TestName = "a_name_is_not_its_address")]
    [TestCase("sip:a%40b@h", "sip:a@h", TestName = "escaped_at_is_part_of_the_user")]
    [TestCase("sip:a%3Bb@h", "sip:a;b@h", TestName = "an_escaped_reserved_character_is_not_itself")]
    [TestCase("sip:a%2561@h", "sip:a%61@h", TestName = "escapes_are_decoded_once")]
    [TestCase("sip:h", "sip:bo@h", TestName = "user_only_in_one")]
    [TestCase("tel:+1201", "tel:+1-201", TestName = "opaque_uris_compare_as_text")]
    [TestCase("tel:+1201", "sip:+1201@h", TestName = "schemes_differ")]
    public void Not_equivalent_either_way(string a, string b) => AssertEquivalence(a, b, false);

    [Test]
    public void Equivalence_is_not_transitive()
    {
        SipUri on = SipUri.Parse("sip:bo@h;security=on");
        SipUri plain = SipUri.Parse("sip:bo@h");
        SipUri off = SipUri.Parse("sip:bo@h;security=off");
        Assert.That((on.EquivalentTo(plain), plain.EquivalentTo(off), on.EquivalentTo(off)), Is.EqualTo((true, true, false)));
    }

    [Test]
    public void Thousands_of_parameters_and_headers_are_compared_at_once()
    {
        string parameters = string.Concat(Enumerable.Range(0, 6000).Select(i => $";p{i}"));
        string headers = string.Join('&', Enumerable.Range(0, 3000).Select(i => $"h{i}=x"));
        long start = Environment.TickCount64;
        AssertEquivalence($"sip:h{parameters}?{headers}", $"sip:H{parameters.ToUpperInvariant()}?{headers.ToUpperInvariant()}", true);
        Assert.That(Environment.TickCount64 - start, Is.LessThan(5000), "milliseconds, where comparing each with each takes minutes");
    }

    [TestCase("sip:")]
    [TestCase("sip:@h")]
    [TestCase("sip:bo@")]
    [TestCase("sip:bo@h:")]
    [TestCase("sip:bo@h:65536")]
    [TestCase("sip:bo@h:5x")]
    [TestCase("sip:bo@ h")]
    [TestCase("sip:b o@h")]
    [TestCase("sip:bo@h@h")]
    [TestCase("sip:bo@h%41")]
    [TestCase("sip:b%4@h")]
    [TestCase("sip:b%zz@h")]
    [TestCase("sip:bo@[::1")]
    [TestCase("sip:bo@[]")]
    [TestCase("sip:bo@[::g]")]
    [TestCase("sip:bo@h;")]
    [TestCase("sip:bo@h;;x")]
    [TestCase("sip:bo@h;=x")]
    [TestCase("sip:bo@h;x=\"y\"")]
    [TestCase("sip:bo@h,i")]
    [TestCase("sip:bo@h?")]
    [TestCase("sip:bo@h?a=b&")]
    [TestCase("sip:bo@h?=b")]
    [TestCase("<sip:bo@h>")]
    [TestCase("bo@h")]
    [TestCase("1tel:x")]
    [TestCase("tel:")]
    [TestCase("")]
    public void Refuses_what_is_no_uri(string text)
    {
        Assert.That(SipUri.TryParse(text, out _), Is.False);
        Assert.That(() => SipUri.Parse(text), Throws.TypeOf<WireFormatException>());
    }

    [Test]
    public void Takes_a_uri_apart_as_written()
    {
        SipUri uri = SipUri.Parse("sips:j%40s0n;phone-context=+1:T0p*@[::1]:5071;lr;Maddr=239.1.2.3?Subject=hi%20there&x=");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((uri.Scheme, uri.IsSips, uri.IsSip), Is.EqualTo(("sips", true, false)));
            Assert.That((uri.User, uri.Password, uri.Host, uri.Port), Is.EqualTo(("j%40s0n;phone-context=+1", "T0p*", "[::1]", (int?)5071)));
            Assert.That(uri.Parameters, Is.EqualTo(new SipParameter[] { new("lr", null), new("Maddr", "239.1.2.3") }));
            Assert.That(uri.Headers, Is.EqualTo(new SipParameter[] { new("Subject", "hi%20there"), new("x", "") }));
            Assert.That((uri.Parameter("LR"), uri.Parameter("maddr"), uri.Parameter("ttl")), Is.EqualTo(("", "239.1.2.3", (string?)null)));
        }
    }

    [Test]
    public void Changes_leave_the_rest_of_the_text_alone()
    {
        SipUri uri = SipUri.Parse("sip:bo@h:5070;a=1;LR;b?x=y");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(uri.WithoutParameter("lr").ToString(), Is.EqualTo("sip:bo@h:5070;a=1;b?x=y"));
            Assert.That(uri.WithoutHeaders().ToString(), Is.EqualTo("sip:bo@h:5070;a=1;LR;b"));
            Assert.That(uri.WithParameter("A", "2").ToString(), Is.EqualTo("sip:bo@h:5070;A=2;LR;b?x=y"));
            Assert.That(uri.WithParameter("transport", "tcp").ToString(), Is.EqualTo("sip:bo@h:5070;a=1;LR;b;transport=tcp?x=y"));
            Assert.That(uri.WithoutParameter("none"), Is.SameAs(uri));
            Assert.That(() => uri.WithParameter("a", "1;b"), Throws.TypeOf<WireFormatException>());
            Assert.That(() => uri.WithParameter("a", "1?b=c"), Throws.TypeOf<WireFormatException>());
            Assert.That(() => SipUri.Parse("tel:+1").WithParameter("a", "1"), Throws.InvalidOperationException);
        }
    }

    private static void AssertEquivalence(string a, string b, bool expected)
    {
        SipUri left = SipUri.Parse(a);
        SipUri right = SipUri.Parse(b);
        Assert.That((left.EquivalentTo(right), right.EquivalentTo(left)), Is.EqualTo((expected, expected)));
    }
}
