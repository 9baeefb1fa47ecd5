using Conformance.Stack.Sip.Authentication;

namespace Conformance.Stack.Tests.Sip.Authentication;

[TestFixture]
public sealed class DigestHashSpecs
{
    [TestCase(DigestAlgorithm.Md5, "8ca523f5e9506fed4657c9700eebdbec")]
    [TestCase(DigestAlgorithm.Sha256, "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void Agrees_with_the_example_of_RFC_7616(DigestAlgorithm algorithm, string expected)
    {
        var response = DigestHash.Response(
            algorithm, "Mufasa", "http-auth@example.org", "Circle of Life", "GET", "/dir/index.html",
            "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", 1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", "auth");

        Assert.That(response, Is.EqualTo(expected));
    }

    [Test]
    public void Agrees_with_the_example_of_RFC_2617()
    {
        var response = DigestHash.Response(
            DigestAlgorithm.Md5, "Mufasa", "testrealm@host.com", "Circle Of Life", "GET", "/dir/index.html",
            "dcd98b7102dd2f0e8b11d0f600bfb0c093", 1, "0a4f113b", "auth");

        Assert.That(response, Is.EqualTo("6629fae49393a05397450978507c4ef1"));
    }

    [TestCase(DigestAlgorithm.Md5, "f33643c9b48d408cab18b41f3079acb8")]
    [TestCase(DigestAlgorithm.Sha256, "a1e2569101079f453b2131eaf4ee5992ac0073ff6ecebfbcef4f95f46d68fc70")]
    public void Agrees_with_a_MESSAGE_computed_by_hand(DigestAlgorithm algorithm, string expected)
    {
        var response = DigestHash.Response(algorithm, "ana", "im.example", "s3cret", "MESSAGE", "sip:bo@im.example", "n0nce", 1, "c0nce", "auth");

        Assert.That(response, Is.EqualTo(expected));
    }

    [TestCase(null, true, DigestAlgorithm.Md5)]
    [TestCase("md5", true, DigestAlgorithm.Md5)]
    [TestCase("Sha-256", true, DigestAlgorithm.Sha256)]
    [TestCase("MD5-sess", false, DigestAlgorithm.Md5)]
    [TestCase("SHA-512-256", false, DigestAlgorithm.Md5)]
    public void Algorithms_are_named_without_case_and_unknown_ones_are_left_alone(string? name, bool known, DigestAlgorithm expected)
    {
        Assert.That((DigestHash.TryParse(name, out var algorithm), algorithm), Is.EqualTo((known, expected)));
    }
}
