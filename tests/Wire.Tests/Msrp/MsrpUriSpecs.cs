using Conformance.Wire.Msrp;

namespace Conformance.Wire.Tests.Msrp;

public sealed class MsrpUriSpecs
{
    [TestCase("msrp://a.example.com:2855/s1;tcp", "a.example.com", 2855, "s1")]
    [TestCase("MSRPS://user@[2001:db8::1]:9/a+b=c/d;TCP;x=y;z", "[2001:db8::1]", 9, "a+b=c/d")]
    [TestCase("msrp://[::1];tcp", "[::1]", null, null)]
    [TestCase("msrp://a.example.com;tcp", "a.example.com", null, null)]
    public void The_parts_of_a_uri(string text, string host, int? port, string? session)
    {
        var uri = MsrpUri.Parse(text);

        Assert.That((uri.Host, uri.Port, uri.SessionId), Is.EqualTo((host, port, session)));
        Assert.That(uri.Transport, Is.EqualTo("tcp").IgnoreCase);
        Assert.That(uri.IsSecure, Is.EqualTo(text.StartsWith("MSRPS", StringComparison.Ordinal)));
        Assert.That(uri.ToString(), Is.EqualTo(text));
    }

    [TestCase("")]
    [TestCase(null)]
    [TestCase("sip:a@example.com")]
    [TestCase("msrp:a.example.com;tcp")]
    [TestCase("msrp://a.example.com:2855/s1")]
    [TestCase("msrp://a.example.com:2855/s1;")]
    [TestCase("msrp://a.example.com:2855/s1;x=y")]
    [TestCase("msrp://a.example.com:65536/s1;tcp")]
    [TestCase("msrp://a.example.com:/s1;tcp")]
    [TestCase("msrp://a.example.com:2855/;tcp")]
    [TestCase("msrp://:2855/s1;tcp")]
    [TestCase("msrp://[::1/s1;tcp")]
    [TestCase("msrp://[::1]x:5/s1;tcp")]
    [TestCase("msrp://a.example.com/s 1;tcp")]
    public void What_is_no_uri_is_refused(string? text) => Assert.That(MsrpUri.TryParse(text, out _), Is.False);

    [TestCase("msrp://a.example.com:2855/s1;tcp", "MSRP://A.EXAMPLE.COM:2855/s1;TCP", true)]
    [TestCase("msrp://a.example.com:2855/s1;tcp", "msrp://user@a.example.com:2855/s1;tcp;x=y", true)]
    [TestCase("msrp://a.example.com:2855/s1;tcp", "msrp://a.ex%61mple.com:2855/s1;tcp", true)]
    [TestCase("msrp://a.example.com:2855/s1;tcp", "msrp://a.example.com:2855/S1;tcp", false)]
    [TestCase("msrp://a.example.com:2855/s1;tcp", "msrp://a.example.com:2855;tcp", false)]
    [TestCase("msrp://a.example.com:2855/s1;tcp", "msrp://a.example.com/s1;tcp", false)]
    [TestCase("msrp://a.example.com:2855/s1;tcp", "msrps://a.example.com:2855/s1;tcp", false)]
    [TestCase("msrp://a.example.com:2855/s1;tcp", "msrp://a.example.com:2855/s1;sctp", false)]
    public void Equality_is_that_of_RFC_4975_section_6_1(string one, string other, bool expected)
    {
        Assert.That(MsrpUri.Parse(one).Equals(MsrpUri.Parse(other)), Is.EqualTo(expected));
        Assert.That(MsrpUri.Parse(one).GetHashCode() == MsrpUri.Parse(other).GetHashCode(), Is.EqualTo(expected).Or.EqualTo(true));
    }

    [Test]
    public void A_path_is_all_uris_or_nothing()
    {
        Assert.That(MsrpUri.ParsePath("msrp://a:1/x;tcp msrp://b:2/y;tcp"), Has.Count.EqualTo(2));
        Assert.That(MsrpUri.ParsePath("msrp://a:1/x;tcp oops"), Is.Empty);
        Assert.That(MsrpUri.ParsePath(null), Is.Empty);
    }
}
