using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Remote.Description;
using Conformance.Stack;

namespace Conformance.Harness.Tests.Remote.Description;

public sealed class SutFileSpecs
{
    private const string Small = """
        {
          "name": "Acme Messenger", // the product
          "pics": { "seats": ["im-recipient"], "transports": ["udp", "tcp"] },
          "addresses": { "im-recipient": { "udp": "127.0.0.1:5060", "tcp": "127.0.0.1:5062" } },
        }
        """;

    [Test]
    public void A_short_file_is_enough_and_the_rest_has_defaults()
    {
        var acme = Parse(Small);

        Assert.That(acme.Title, Is.EqualTo("Acme Messenger"));
        Assert.That(acme.Pics.Seats, Is.EqualTo(new[] { Seat.ImRecipient }));
        Assert.That(acme.Pics.Transports, Is.EqualTo(new[] { TransportKind.Udp, TransportKind.Tcp }));
        Assert.That(acme.Pics.Receipts, Is.EqualTo(SutPics.ReceiptKinds));
        Assert.That(acme.Addresses[Seat.ImRecipient].Sip(TransportKind.Tcp), Is.EqualTo(IPEndPoint.Parse("127.0.0.1:5062")));
        Assert.That(acme.Addresses[Seat.ImRecipient].UserFor("Bob", "k3f9x2"), Is.EqualTo("bob.k3f9x2"));
        Assert.That(acme.Pixit.T1, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
        Assert.That(acme.Control.BindingOf("read"), Is.InstanceOf<ControlBinding.None>());
        Assert.That(acme.Redaction.IsEmpty);
    }

    [Test]
    public void Everything_that_can_be_written_is_read()
    {
        var acme = Parse("""
            {
              "$schema": "sut.schema.json", "name": "Acme", "version": "4.2",
              "pics": { "seats": ["list-service", "im-sender"], "transports": ["tls"], "receipts": ["read"], "items": { "PICS-BCC-MODE": "strip", "P-DEFER": false, "PICS-LIMIT": 50 }, "reasons": { "U5365-7.2-08": "the operator wants it" } },
              "addresses": {
                "list-service": { "tls": "[2001:db8::7]:5061", "msrp": "[2001:db8::7]:2855", "user": "all" },
                "im-sender": { "tls": "[2001:db8::7]:5071", "user": "{party}-{nonce}" } },
              "harness": { "address": "2001:db8::1", "advertise": "2001:db8::99", "sipPort": 6060, "tlsPort": 6061, "otherTlsPort": 6062, "msrpPort": 2866, "registrar": true },
              "credentials": { "username": "issuer", "password": "open sesame", "realm": "acme.example" },
              "notEntitled": { "username": "guest", "password": { "env": "GUEST" } },
              "challenge": { "username": "acme", "password": "swordfish" },
              "tls": { "fingerprint": "sha256:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff" },
              "timers": { "t1Ms": 100, "responseMs": 1000, "actMs": 2000, "graceMs": 300, "userMs": 700, "fanOutMs": 9000, "latestMs": 8000, "holdMs": 10000, "lateMs": 100000 },
              "limits": { "pathMtu": 1500, "pathIsSafe": true, "concurrency": 1, "caseDeadlineMs": 60000, "dateSkewMinutes": 5, "retries": 1 },
              "readings": { "AMB-05": "x-no-namespace" },
              "control": {
                "events": { "http": { "url": "http://127.0.0.1:8080/events" } },
                "actions": {
                  "send-im": { "http": { "url": "http://127.0.0.1:8080/actions/{action}", "headers": { "X-Key": { "env": "KEY" } }, "body": { "who": "{user}", "all": "{values}", "n": 1 } } },
                  "read": { "exec": ["./acme-ctl", "read", "{message-id}"], "timeoutMs": 7000, "environment": { "PIN": { "env": "PIN" } } },
                  "reset": { "manual": "Restart the phone, then press Enter" },
                  "opt-out": "none" },
                "otherwise": { "exec": ["./acme-ctl", "{action}", "{user}"] } }
            }
            """, ("GUEST", "just looking"), ("KEY", "k-1234567"), ("PIN", "4711"));

        Assert.That(acme.Title, Is.EqualTo("Acme 4.2"));
        Assert.That(acme.Pics.Items["PICS-BCC-MODE"], Is.EqualTo("strip"));
        Assert.That(acme.Pics.Items["PICS-LIMIT"], Is.EqualTo("50"));
        Assert.That((acme.Pics.Claims("PICS-BCC-MODE"), acme.Pics.Claims("P-DEFER"), acme.Pics.Claims("P-TLS")), Is.EqualTo(((bool?)true, (bool?)false, (bool?)null)));
        Assert.That(acme.Addresses[Seat.ListService].Tls, Is.EqualTo(IPEndPoint.Parse("[2001:db8::7]:5061")));
        Assert.That(acme.Addresses[Seat.ListService].TakesAnyUser, Is.False);
        Assert.That(acme.Addresses[Seat.ImSender].UserFor("Alice", "x1"), Is.EqualTo("alice-x1"));
        Assert.That(acme.Harness, Is.EqualTo(new HarnessPlace
        {
            Address = IPAddress.Parse("2001:db8::1"),
            Advertise = IPAddress.Parse("2001:db8::99"),
            SipPort = 6060,
            TlsPort = 6061,
            OtherTlsPort = 6062,
            MsrpPort = 2866,
            Registrar = true,
        }));
        Assert.That(acme.Credentials?.ToCredential().Password, Is.EqualTo("open sesame"));
        Assert.That(acme.NotEntitled?.Password.Reveal(), Is.EqualTo("just looking"));
        Assert.That(acme.Challenge?.Username, Is.EqualTo("acme"));
        Assert.That(acme.Tls.Fingerprint, Has.Length.EqualTo(64).And.StartsWith("0011"));
        Assert.That(acme.Pixit.Grace, Is.EqualTo(TimeSpan.FromMilliseconds(300)));
        Assert.That(acme.Limits, Is.EqualTo(new SutLimits { PathMtu = 1500, PathIsSafe = true, Concurrency = 1, CaseDeadline = TimeSpan.FromMinutes(1), DateSkew = TimeSpan.FromMinutes(5), Retries = 1 }));
        Assert.That(acme.Pixit.Readings.Declared, Is.EqualTo(new Dictionary<string, string> { ["A-17"] = "strip", ["AMB-05"] = "X-NO-NAMESPACE" }));
        Assert.That((acme.Pixit.UserTime, acme.Pixit.FanOutTime, acme.Pixit.LatestTime), Is.EqualTo(((TimeSpan?)TimeSpan.FromMilliseconds(700), (TimeSpan?)TimeSpan.FromSeconds(9), (TimeSpan?)TimeSpan.FromSeconds(8))));
        Assert.That((acme.Pixit.HoldTime, acme.Pixit.LateTime), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(10), (TimeSpan?)TimeSpan.FromSeconds(100))));
        Assert.That((acme.Pixit.Retries, acme.Pixit.ListLimit, acme.Pixit.Reasons["U5365-7.2-08"]), Is.EqualTo((1, (int?)50, "the operator wants it")));
        Assert.That(acme.Control.Events, Is.InstanceOf<ControlBinding.Http>().With.Property("Method").EqualTo("GET"));
        var send = (ControlBinding.Http)acme.Control.BindingOf("send-im");
        Assert.That((send.Method, send.Headers["x-key"].Reveal()), Is.EqualTo(("POST", "k-1234567")));
        Assert.That(send.Body?.Fill("send-im", new Dictionary<string, string> { ["user"] = "al\"ice" }), Is.EqualTo("""{"who":"al\"ice","all":{"user":"al\"ice"},"n":1}"""));
        Assert.That(acme.Control.BindingOf("read"), Is.InstanceOf<ControlBinding.Exec>().With.Property("Timeout").EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(acme.Control.BindingOf("reset"), Is.InstanceOf<ControlBinding.Manual>().With.Property("Timeout").EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(acme.Control.BindingOf("opt-out"), Is.InstanceOf<ControlBinding.None>());
        Assert.That(acme.Control.BindingOf("hold"), Is.SameAs(acme.Control.Otherwise));
    }

    [Test]
    public void Only_what_should_be_done_can_be_left_for_a_reason()
    {
        var refused = Refused("""
            {
              "name": "Acme",
              "pics": { "seats": ["list-service"], "transports": ["udp"], "reasons": { "U5365-7.2-03": "we know better", "U5365-9.9-99": "why not" } },
              "addresses": { "list-service": { "udp": "192.0.2.7:5060" } }
            }
            """);

        Assert.That(refused.Problems.Select(p => p.Text), Is.EqualTo(new[]
        {
            "U5365-7.2-03 is no SHOULD, so that no reason excuses who breaks it",
            refused.Problems[1].Text,
        }));
        Assert.That(refused.Problems[1].Text, Does.Contain("U5365-9.9-99"));
    }

    [Test]
    public void Everything_that_is_wrong_is_said_at_once_with_line_and_path()
    {
        var refused = Refused("""
            {
              "nmae": "Acme",
              "pics": {
                "seats": ["im-recipient", "im-sendr"],
                "transports": ["udp", "tls"], "items": { "P-DEFFER": true }
              },
              "addresses": {
                "im-recipient": { "udp": "acme.example:5060", "user": "{partner}" } },
              "harness": { "address": "0.0.0.0", "sipPort": 70000, "registrar": "yes" },
              "credentials": { "username": "issuer", "password": { "env": "ACME_PASSWORD" } },
              "tls": { "trust": "no-such.pem", "fingerprint": "sha256:12", "key": "k.pem" },
              "timers": { "t1Ms": 0 },
              "readings": { "AMB-480": "x" },
              "control": { "actions": {
                "raed": "none",
                "read": { "exec": [] },
                "refuse": { "exec": ["./ctl", "{stauts}"] },
                "send-im": { "http": { "url": "ftp://x" }, "manual": "Send" } } }
            }
            """);

        Assert.That(refused.Problems.Select(p => $"{p.Line} {p.Path}"), Is.EquivalentTo(new[]
        {
            "1 $", "2 $.nmae", "4 $.pics.seats[1]", "5 $.pics.items['P-DEFFER']", "8 $.addresses['im-recipient'].udp", "8 $.addresses['im-recipient'].user",
            "8 $.addresses['im-recipient']", "9 $.harness.address", "9 $.harness.sipPort", "9 $.harness.registrar", "10 $.credentials.password", "11 $.tls.trust",
            "11 $.tls.fingerprint", "11 $.tls.key", "12 $.timers.t1Ms", "13 $.readings['AMB-480']", "15 $.control.actions.raed", "16 $.control.actions.read.exec",
            "17 $.control.actions.refuse.exec[1]", "18 $.control.actions['send-im']",
        }));
        Assert.That(refused.Problems.Select(p => p.Line), Is.Ordered);
        Assert.That(refused.Message, Does.Contain("did you mean im-sender?").And.Contain("did you mean name?").And.Contain("did you mean read?").And.Contain("export ACME_PASSWORD=")
            .And.Contain("20 mistakes"));
    }

    [TestCase("AMB-05", "X-NAMESPACE", "AMB-05 has no reading 'X-NAMESPACE'; it has namespace, X-NO-NAMESPACE")]
    [TestCase("AMB-500", "X-NO-NAMESPACE", "there is no reading 'AMB-500'; did you mean AMB-02")]
    [TestCase("X-NO-NAMESPACE", "true", "X-NO-NAMESPACE is a reading of AMB-05; write AMB-05 as the name, and X-NO-NAMESPACE as its value")]
    [TestCase("AMB-67", "10 s", "AMB-67 is settled by timers.actMs, not here")]
    [TestCase("AMB-13", "status", "AMB-13 has one reading, so there is nothing to choose: Class of status decides")]
    public void A_reading_that_cannot_be_chosen_says_what_can(string id, string name, string text)
    {
        var refused = Refused(Small.Replace("\"pics\"", $"\"readings\": {{ \"{id}\": \"{name}\" }}, \"pics\"", StringComparison.Ordinal));

        Assert.That(refused.Problems.Select(p => p.Text), Has.One.StartsWith(text));
        Assert.That(refused.Problems.Select(p => p.Path), Is.All.StartsWith("$.readings"));
    }

    [TestCase("", 1, "no JSON")]
    [TestCase("{\n \"name\": \"x\",\n oops }", 3, "no JSON")]
    [TestCase("[]", 1, "an object")]
    [TestCase("{ \"name\": \"x\",\n \"name\": \"y\" }", 2, "already stands in line 1")]
    public void What_is_no_document_is_named_with_its_line(string text, int line, string message)
    {
        var refused = Refused(text);

        Assert.That(refused.Problems.Where(p => p.Line == line).Select(p => p.Text), Has.Some.Contains(message), refused.Message);
    }

    [Test]
    public void A_file_that_is_not_there_says_how_to_make_one() =>
        Assert.That(() => SutFile.Read("/no/such/acme.json", _ => null), Throws.InstanceOf<SutFileException>().With.Message.Contains("conformance init /no/such/acme.json"));

    [Test]
    public void No_mistake_shows_a_secret()
    {
        var refused = Refused("""{ "credentials": { "username": 7, "password": "open sesame", "realm": 1 }, "challenge": { "username": "a", "password": { "env": "P", "evn": "open sesame" } } }""");

        Assert.That(refused.Message, Does.Not.Contain("open sesame"));
    }

    [TestCase("127.0.0.1", false)]
    [TestCase("5060", false)]
    [TestCase("127.0.0.1:0", false)]
    [TestCase("127.1:5060", false)]
    [TestCase("2001:db8::7:5060", false)]
    [TestCase("[::1]", false)]
    [TestCase("localhost:5060", false)]
    [TestCase("127.0.0.1:65535", true)]
    public void Addresses_are_numeric_and_have_a_port(string address, bool accepted)
    {
        var file = Small.Replace("127.0.0.1:5060", address, StringComparison.Ordinal);

        Assert.That(() => Parse(file), accepted ? Throws.Nothing : Throws.InstanceOf<SutFileException>().With.Message.Contains("no numeric address with a port"));
    }

    [TestCase("tls", true)]
    [TestCase("digest", false)]
    public void A_service_that_knows_people_by_their_certificates_is_asked_for_one_of_a_stranger(string way, bool isLacking)
    {
        var acme = Parse(Small.Replace("\"tcp\"] }", $"\"tcp\"], \"items\": {{ \"PICS-AUTH\": \"{way}\" }} }}", StringComparison.Ordinal));

        Assert.That(acme.Pixit.LacksOtherCertificate, Is.EqualTo(isLacking));
    }

    [Test]
    public void The_certificate_of_a_stranger_comes_with_its_key()
    {
        using var authority = new Stack.Tls.TestAuthority();
        var certificate = authority.Other.Certificate!;
        var folder = Directory.CreateTempSubdirectory("sut-file");
        try
        {
            var file = Path.Combine(folder.FullName, "acme.json");
            File.WriteAllText(Path.Combine(folder.FullName, "guest.pem"), certificate.ExportCertificatePem());
            File.WriteAllText(Path.Combine(folder.FullName, "guest.key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            var json = Small.Replace("\"tcp\"] }", "\"tcp\"], \"items\": { \"PICS-AUTH\": \"tls\" } }, \"tls\": { \"otherCertificate\": \"guest.pem\", \"otherKey\": \"guest.key\" }", StringComparison.Ordinal);

            var acme = SutFile.Parse(Encoding.UTF8.GetBytes(json), file, _ => null);

            Assert.That((acme.Tls.OtherCertificate?.Subject, acme.Tls.OtherCertificate?.HasPrivateKey, acme.Pixit.LacksOtherCertificate), Is.EqualTo(("CN=another client", (bool?)true, false)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Assert.That(Refused(Small.Replace("\"name\"", "\"tls\": { \"otherKey\": \"guest.key\" }, \"name\"", StringComparison.Ordinal)).Problems.Select(p => p.Text), Has.One.Contains("a key without 'otherCertificate'"));
    }

    internal static SutDescription Parse(string json, params (string Name, string Value)[] environment) =>
        SutFile.Parse(Encoding.UTF8.GetBytes(json), "acme.json", name => environment.FirstOrDefault(e => e.Name == name).Value);

    internal static SutFileException Refused(string json) => Assert.Throws<SutFileException>(() => Parse(json)) ?? throw new InvalidOperationException();
}
