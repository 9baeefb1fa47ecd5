using System.Text;
using Bogus;
using Conformance.Wire.Mime;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sdp;
using Conformance.Wire.Tests.Mime;

namespace Conformance.Wire.Tests.Sdp;

public sealed class SessionDescriptionSpecs
{
    [TestCaseSource(typeof(Samples), nameof(Samples.In), new object[] { "sdp/valid" })]
    public void Reads_a_description_and_loses_nothing(byte[] bytes) => RoundTrip(bytes);

    [TestCaseSource(typeof(Samples), nameof(Samples.Malformed), new object[] { "sdp" })]
    public void Says_what_is_wrong_and_where(byte[] bytes, WireReason reason, int offset)
    {
        Assert.That(SessionDescription.TryParse(bytes, out _, out var error), Is.False);
        Assert.That((error!.Reason, error.Offset), Is.EqualTo((reason, offset)), error.Message);
    }

    [Test]
    public void The_parts_of_an_offer()
    {
        var offer = Read("offer");
        var media = offer.Msrp!;

        Assert.That(offer.Origin, Is.EqualTo(new SdpOrigin("alice", "2890844526", "2890844526", "192.0.2.1")));
        Assert.That((media.Port, media.Protocol, media.IsSecure, media.Setup), Is.EqualTo((2855, "TCP/MSRP", false, "actpass")));
        Assert.That(media.Path.Single(), Is.EqualTo(MsrpUri.Parse("msrp://192.0.2.1:2855/Zr8kQ1mW4tYp6c;tcp")));
        Assert.That(media.AcceptTypes, Is.EqualTo(new[] { "message/cpim", "text/plain" }));
        Assert.That(media.AcceptWrappedTypes, Is.Empty);
        Assert.That((media.MaxSize, media.Direction, media.ConnectionAddress), Is.EqualTo(((long?)null, "sendrecv", "192.0.2.1")));
    }

    [Test]
    public void The_parts_of_an_offer_over_TLS_through_a_relay()
    {
        var media = Read("tls-through-a-relay").Msrp!;

        Assert.That((media.IsSecure, media.Port, media.MaxSize, media.Direction), Is.EqualTo((true, 9, 1048576L, "recvonly")));
        Assert.That(media.Path.Select(uri => uri.SessionId), Is.EqualTo(new[] { "s1", "s2" }));
        Assert.That((media.Fingerprint, media.ConnectionAddress), Is.EqualTo(("sha-256 AB:CD", "2001:db8::1")));
        Assert.That(media.Accepts(MediaType.Parse("Message/CPIM; x=y")), Is.True);
        Assert.That(media.Accepts(MediaType.Parse("text/html")), Is.False);
        Assert.That(media.AcceptsWrapped(MediaType.Parse("text/html")), Is.True);
    }

    [Test]
    public void Session_attributes_hold_where_a_section_has_none()
    {
        var description = Read("audio-first");

        Assert.That(description.Media.Select(media => (media.Kind, media.Port, media.IsMsrp)), Is.EqualTo(new[]
        {
            ("audio", (int?)49170, false), ("message", (int?)7394, true),
        }));
        Assert.That((description.Msrp!.Setup, description.Msrp.Direction), Is.EqualTo(("passive", "sendonly")));
        Assert.That(description.Media[0].Path, Is.Empty);
        Assert.That(Read("session-only").Msrp, Is.Null);
        Assert.That(Read("bare-line-feeds").Msrp!.Accepts(MediaType.Parse("a/b")), Is.True);
    }

    [Test]
    public void Writes_an_offer()
    {
        var offer = SessionDescription.Build()
            .Session(new SdpOrigin("alice", "2890844526", "2890844526", "192.0.2.1"))
            .Message(new MsrpMediaSettings
            {
                AcceptTypes = ["message/cpim", "text/plain"],
                Path = [MsrpUri.Parse("msrp://192.0.2.1:2855/Zr8kQ1mW4tYp6c;tcp")],
            })
            .Build();

        Octets.AreEqual(offer.Bytes, Samples.Read("sdp/valid/offer.sdp"));
    }

    [Test]
    public void What_is_written_is_read_again()
    {
        var faker = new Faker { Random = new Randomizer(4566) };
        for (var i = 0; i < 500; i++)
        {
            var settings = new MsrpMediaSettings
            {
                Path = [.. faker.Make(faker.Random.Int(1, 3), () => MsrpUri.Parse(
                    $"{faker.PickRandom("msrp", "msrps")}://{faker.Internet.Ip()}:{faker.Internet.Port()}/{faker.Random.AlphaNumeric(16)};tcp"))],
                AcceptTypes = [.. faker.Make(faker.Random.Int(1, 4), faker.System.MimeType)],
                AcceptWrappedTypes = [.. faker.Make(faker.Random.Int(0, 4), faker.System.MimeType)],
                Setup = faker.PickRandom(null, "active", "passive"),
                MaxSize = faker.PickRandom<long?>(null, faker.Random.Long(0, 1L << 40)),
                Direction = faker.PickRandom(null, "sendonly", "inactive"),
                Fingerprint = faker.PickRandom(null, "sha-256 00:11"),
                Port = faker.PickRandom<int?>(null, 0, 9),
            };
            var media = RoundTrip(SessionDescription.Build()
                .Session(new SdpOrigin("-", "1", "2", "::1", SdpOrigin.TypeOf("::1"))).Message(settings).ToBytes()).Msrp!;

            Assert.That(media.Path, Is.EqualTo(settings.Path));
            Assert.That(media.AcceptTypes, Is.EqualTo(settings.AcceptTypes));
            Assert.That(media.AcceptWrappedTypes, Is.EqualTo(settings.AcceptWrappedTypes));
            Assert.That(
                (media.Setup, media.MaxSize, media.Direction, media.Fingerprint, media.Port, media.IsSecure),
                Is.EqualTo((settings.Setup, settings.MaxSize, settings.Direction ?? "sendrecv", settings.Fingerprint, settings.Port ?? settings.Path[0].Port, settings.Path[0].IsSecure)));
        }
    }

    [Test]
    public void A_value_cannot_break_out_of_its_line() =>
        Assert.That(() => SessionDescription.Build().Line('s', "x\r\na=y"), Throws.ArgumentException);

    [Test]
    public void Lines_are_limited()
    {
        Assert.That(SessionDescription.TryParse(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a=b\n", 300))), out _, out var error), Is.False);
        Assert.That(error!.Reason, Is.EqualTo(WireReason.Limit));
    }

    [Test]
    public void Damage_never_makes_it_throw()
    {
        foreach (var bytes in Damage.To(Samples.All("sdp")))
        {
            if (SessionDescription.TryParse(bytes, out var description, out var error))
            {
                Check(description, bytes);
            }
            else
            {
                Assert.That(error!.Offset, Is.InRange(0, bytes.Length));
            }
        }
    }

    private static SessionDescription Read(string file) => RoundTrip(Samples.Read($"sdp/valid/{file}.sdp"));

    private static SessionDescription RoundTrip(byte[] bytes)
    {
        Assert.That(SessionDescription.TryParse(bytes, out var description, out var error), Is.True, error?.Message);
        Check(description!, bytes);
        return description!;
    }

    private static void Check(SessionDescription description, byte[] bytes)
    {
        Octets.AreEqual(description.Lines.SelectMany(line => line.Raw.ToArray()).ToArray(), bytes);
        Octets.AreEqual(description.Lines.SelectMany(line => Encoding.UTF8.GetBytes(line.Type + "=")).ToArray(), description.Lines.SelectMany(line => line.Raw[..2].ToArray()).ToArray());
        foreach (var media in description.Media)
        {
            _ = (media.Port, media.Path, media.AcceptTypes, media.AcceptWrappedTypes, media.Setup, media.MaxSize, media.Direction, media.Fingerprint, media.ConnectionAddress);
        }
    }
}
