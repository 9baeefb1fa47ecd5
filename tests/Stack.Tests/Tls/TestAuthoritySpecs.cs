using System.Security.Cryptography.X509Certificates;
using Conformance.Stack.Tls;

namespace Conformance.Stack.Tests.Tls;

[TestFixture]
public sealed class TestAuthoritySpecs
{
    private readonly TestAuthority _authority = new();

    [OneTimeTearDown]
    public void DisposeAuthority() => _authority.Dispose();

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    [TestCase("localhost")]
    public void The_server_certificate_names_the_loopback(string name)
    {
        Assert.That(_authority.Server.Certificate?.MatchesHostname(name), Is.True);
        Assert.That(_authority.Server.Certificate?.MatchesHostname("im.example"), Is.False);
    }

    [Test]
    public void Every_certificate_leads_to_the_root_and_to_no_other()
    {
        using var stranger = new TestAuthority();
        using var more = _authority.Issue("bob", ["bob.example", "10.0.0.2"]);

        Assert.That(new[] { _authority.Server.Certificate, _authority.Client.Certificate, more }.Select(c => IsTrusted(c!, _authority.Root)), Is.All.True);
        Assert.That(IsTrusted(more, stranger.Root), Is.False);
        Assert.That((more.MatchesHostname("bob.example"), more.MatchesHostname("10.0.0.2")), Is.EqualTo((true, true)));
    }

    [Test]
    public void The_root_is_handed_out_without_its_key()
    {
        Assert.That((_authority.Root.HasPrivateKey, _authority.Server.Certificate?.HasPrivateKey), Is.EqualTo((false, true)));
    }

    private static bool IsTrusted(X509Certificate2 certificate, X509Certificate2 root)
    {
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { root } },
        };
        return chain.Build(certificate);
    }
}
