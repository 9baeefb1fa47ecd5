using Conformance.Stack.Net;
using Conformance.Stack.Sip.Authentication;
using Conformance.Wire.Sip;

namespace Conformance.Stack.Tests.Sip.Authentication;

[TestFixture]
public sealed class DigestExchangeSpecs
{
    private static readonly DateTimeOffset s_now = VirtualLoop.Epoch;
    private static readonly SipMessage s_request = SipWorld.Message().Edit().AddFirst("Via", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1").Build();

    private DigestClient _client = new("", "", new IdSource(0));

    [SetUp]
    public void CreateClient() => _client = new DigestClient("ana", "s3cret", new IdSource(2));

    [TestCase(false, 401, "Authorization")]
    [TestCase(true, 407, "Proxy-Authorization")]
    public void A_challenge_is_answered_with_the_best_algorithm_and_accepted_once(bool proxy, int status, string header)
    {
        var server = Server(new DigestServerOptions { Proxy = proxy });
        Assert.That(server.Verify(s_request, s_now), Is.EqualTo(DigestOutcome.Missing));
        var challenge = server.Challenge(s_request, s_now);

        Assert.That(_client.TryAnswer(challenge, s_request, out var retry));
        SipCredentials.TryParse(retry?.Value(header) ?? "", out var credentials);

        Assert.That((challenge.StatusCode, challenge.ToTag is not null), Is.EqualTo((status, true)));
        Assert.That((credentials?.Algorithm, credentials?.Qop, credentials?.NonceCountText), Is.EqualTo(("SHA-256", "auth", "00000001")));
        Assert.That((retry?.CSeq?.Number, retry?.Has(SipHeader.Via)), Is.EqualTo((2u, false)));
        Assert.That(server.Verify(retry!, s_now), Is.EqualTo(DigestOutcome.Accepted));
        Assert.That(server.Verify(retry!, s_now), Is.EqualTo(DigestOutcome.Replayed));
    }

    [Test]
    public void Only_MD5_is_answered_with_MD5_and_unknown_challenges_are_skipped()
    {
        var server = Server(new DigestServerOptions { Algorithms = [DigestAlgorithm.Md5] });
        var challenge = server.Challenge(s_request, s_now).Edit()
            .AddFirst("WWW-Authenticate", "Digest realm=\"im.example\",nonce=\"n\",algorithm=SHA-512-256,qop=\"auth\"")
            .AddFirst("WWW-Authenticate", "Basic realm=\"im.example\"")
            .Build();

        Assert.That(_client.TryAnswer(challenge, s_request, out var retry));
        Assert.That(server.Verify(retry!, s_now), Is.EqualTo(DigestOutcome.Accepted));
        Assert.That(_client.TryAnswer(SipWorld.Answer(s_request, 401), s_request, out _), Is.False, "nothing to answer");
    }

    [Test]
    public void A_proof_that_covers_the_body_is_none_for_another_body()
    {
        var server = Server(new DigestServerOptions { CoversBodies = true });
        var challenge = server.Challenge(s_request, s_now);
        Assert.That(DigestClient.MayCoverBody(challenge));

        new DigestClient("ana", "s3cret", new IdSource(2)) { CoversBody = true }.TryAnswer(challenge, s_request, out var retry);
        SipCredentials.TryParse(retry?.Value("Authorization") ?? "", out var credentials);

        Assert.That(credentials?.Qop, Is.EqualTo("auth-int"));
        Assert.That(server.Verify(retry!.Edit().Body("another"u8.ToArray()).Build(), s_now), Is.EqualTo(DigestOutcome.Refused));
        Assert.That(server.Verify(retry!, s_now), Is.EqualTo(DigestOutcome.Accepted));
    }

    [Test]
    public void Who_does_not_offer_to_cover_bodies_takes_no_such_proof()
    {
        var (offers, plain) = (Server(new DigestServerOptions { CoversBodies = true }), Server(new DigestServerOptions()));
        new DigestClient("ana", "s3cret", new IdSource(2)) { CoversBody = true }.TryAnswer(offers.Challenge(s_request, s_now), s_request, out var covering);

        Assert.That(DigestClient.MayCoverBody(plain.Challenge(s_request, s_now)), Is.False);
        Assert.That(plain.Verify(covering!, s_now), Is.EqualTo(DigestOutcome.Malformed));
    }

    [Test]
    public void A_challenge_that_insists_on_the_body_gets_it_covered()
    {
        var challenge = Server(new DigestServerOptions { CoversBodies = true }).Challenge(s_request, s_now);
        var insists = challenge.Edit().Set("WWW-Authenticate", challenge.Value("WWW-Authenticate")!.Replace("auth,auth-int", "auth-int", StringComparison.Ordinal)).Build();

        _client.TryAnswer(insists, s_request, out var retry);
        SipCredentials.TryParse(retry?.Value("Authorization") ?? "", out var credentials);

        Assert.That(credentials?.Qop, Is.EqualTo("auth-int"));
    }

    [Test]
    public void An_expired_nonce_is_stale_and_the_client_answers_again()
    {
        var server = Server(new DigestServerOptions { NonceLifetime = TimeSpan.FromSeconds(10) });
        _client.TryAnswer(server.Challenge(s_request, s_now), s_request, out var first);
        var later = s_now.AddSeconds(10);
        Assert.That(server.Verify(first!, later), Is.EqualTo(DigestOutcome.Stale));

        Assert.That(_client.TryAnswer(server.Challenge(first!, later, stale: true), first!, out var second));
        Assert.That(server.Verify(second!, later), Is.EqualTo(DigestOutcome.Accepted));
    }

    [Test]
    public void A_refused_answer_is_not_repeated()
    {
        var server = Server();
        var stranger = new DigestClient("ana", "guess", new IdSource(3));
        stranger.TryAnswer(server.Challenge(s_request, s_now), s_request, out var retry);

        Assert.That(server.Verify(retry!, s_now), Is.EqualTo(DigestOutcome.Refused));
        Assert.That(stranger.TryAnswer(server.Challenge(retry!, s_now), retry!, out _), Is.False);
    }

    [Test]
    public void Counts_may_overtake_each_other_but_not_come_twice()
    {
        var server = Server();
        var challenge = server.Challenge(s_request, s_now);
        var retries = new List<SipMessage>();
        for (var i = 0; i < 4; i++)
        {
            _client.TryAnswer(challenge, s_request, out var retry);
            retries.Add(retry!);
        }

        var outcomes = new[] { 2, 0, 3, 2, 1, 1 }.Select(i => server.Verify(retries[i], s_now)).ToArray();

        Assert.That(outcomes.Select(outcome => outcome == DigestOutcome.Accepted), Is.EqualTo(new[] { true, true, true, false, true, false }));
    }

    [Test]
    public void Credentials_for_another_request_another_opaque_or_with_half_their_parameters_do_not_pass()
    {
        var server = Server();
        _client.TryAnswer(server.Challenge(s_request, s_now), s_request, out var retry);
        var value = retry!.Value("Authorization")!;

        Assert.That(server.Verify(retry.Edit().WithRequestUri("sip:carol@10.0.0.2").Build(), s_now), Is.EqualTo(DigestOutcome.Refused));
        Assert.That(Verify(System.Text.RegularExpressions.Regex.Replace(value, "opaque=\"[^\"]*\"", "opaque=\"other\"")), Is.EqualTo(DigestOutcome.Refused));
        Assert.That(Verify(System.Text.RegularExpressions.Regex.Replace(value, ",\\s*nc=[0-9a-f]*", "")), Is.EqualTo(DigestOutcome.Malformed));
        Assert.That(server.Verify(retry, s_now, serves: _ => false), Is.EqualTo(DigestOutcome.Refused));
        Assert.That(server.Verify(retry, s_now, serves: _ => true), Is.EqualTo(DigestOutcome.Accepted));

        DigestOutcome Verify(string credentials) => server.Verify(retry.Edit().Set("Authorization", credentials).Build(), s_now);
    }

    private static DigestServer Server(DigestServerOptions? options = null) => new("im.example", user => user == "ana" ? "s3cret" : null, new IdSource(1), options);
}
