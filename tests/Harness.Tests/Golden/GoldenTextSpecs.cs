using Conformance.Harness.Golden;

namespace Conformance.Harness.Tests.Golden;

public sealed class GoldenTextSpecs
{
    [Test]
    public void A_case_is_its_ladder_and_every_message_with_stable_names()
    {
        var text = GoldenText.Render(Exchange.Of(Exchange.Message("qwertzui"), Exchange.Receipt("asdfghjk", about: "qwertzui")));

        Assert.That(text, Is.EqualTo("""
            receipts/exchange/im-recipient/udp/plain
            Two parties exchange messages

               Alice         Bob (SUT)
                 │               │
            1    │─── MESSAGE ──▶│
            2    │◀── MESSAGE ───│

            1  Alice to Bob, SIP over UDP
              MESSAGE sip:bob@host-1:port-1;transport=tcp SIP/2.0\r\n
              Via: SIP/2.0/TCP host-2:port-2;branch=branch-1;rport\r\n
              From: <sip:alice@host-2>;tag=tag-1\r\n
              Call-ID: call-id-1\r\n
              Date: date-1\r\n
              Content-Type: message/cpim\r\n
              \r\n
              Message-ID: message-id-1\r\n

            2  Bob to Alice, SIP over UDP
              MESSAGE sip:alice@host-2:port-2 SIP/2.0\r\n
              Via: SIP/2.0/TCP host-1:port-1;branch=branch-2\r\n
              \r\n
              <message-id>message-id-1</message-id>

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Other_ids_users_and_times_give_the_same_text() =>
        Assert.That(
            GoldenText.Render(Exchange.Of(Exchange.Message("qwertzui"))),
            Is.EqualTo(GoldenText.Render(Exchange.Of(Exchange.Message("yxcvbnma", nonce: "zzzzyyyy").Replace("2030", "2031", StringComparison.Ordinal)))));

    [Test]
    public void A_value_that_is_no_longer_equal_to_another_shows() =>
        Assert.That(
            GoldenText.Render(Exchange.Of(Exchange.Message("qwertzui"), Exchange.Receipt("asdfghjk", about: "qwertzux"))),
            Does.Contain("message-id-1").And.Contain("<message-id>message-id-2</message-id>"));

    [Test]
    public void A_short_tag_is_named_in_its_place_only()
    {
        var text = GoldenText.Render(Exchange.Of("SIP/2.0 200 OK\r\nTo: <sip:bob@h>;tag=12\r\nCSeq: 12 MESSAGE\r\n\r\n"));

        Assert.That(text, Does.Contain(";tag=tag-1\\r\\n").And.Contain("CSeq: 12 MESSAGE"));
    }

    [Test]
    public void Ciphertext_that_looks_like_something_by_chance_names_nothing()
    {
        // A CMS object of 40 octets, the last of which read like a parameter.
        const string Object = "\u0030\u0082\0\u0024\u0006\u0009\u002A\u0086\u0048\u0086\u00F7\u000D\u0001\u0007\u0003 ;rport=5555 ;tag=4711 ..";
        static string Rendered(string cms) => GoldenText.Render(Exchange.Of($"MESSAGE sip:bob@192.0.2.1:5061 SIP/2.0\r\n\r\n{cms}\r\nVia: SIP/2.0/TCP 192.0.2.2:5062;rport=5063\r\n"));

        Assert.That(Object, Has.Length.EqualTo(40));
        Assert.That(Rendered(Object), Is.EqualTo(Rendered(Object.Replace("rport", "rpart", StringComparison.Ordinal))).And.Contain("cms-1").And.Contain("rport=port-3"));
    }

    [TestCase("a\r\nb", @"  a\r\n" + "\n  b\n")]
    [TestCase("a\nb\rc", @"  a\n" + "\n" + @"  b\r" + "\n  c\n")]
    [TestCase("a\tb \\ c\0", @"  a\tb \\ c\u{0}" + "\n")]
    [TestCase("\u00C3\u00A9", "  é\n", TestName = "UTF-8 stands there as it reads")]
    [TestCase("\u00FF\u00FE", @"  \xFF\xFE" + "\n", TestName = "Octets that are no UTF-8 are escaped one by one")]
    [TestCase("\u00E2\u0080\u008B|\u00C2\u00A0|\u00E2\u0080\u00AE", @"  \u{200B}|\u{A0}|\u{202E}" + "\n", TestName = "What cannot be seen is spelled out")]
    public void No_octet_is_lost(string octets, string shown) =>
        Assert.That(GoldenText.Render(Exchange.Of(octets)), Does.EndWith("SIP over UDP\n" + shown));

    [Test]
    public void Different_octets_never_look_alike()
    {
        var octets = Enumerable.Range(0, 256).Select(o => (char)o).ToArray();
        var messages = octets.SelectMany(o => new[] { $"{o}", $"{o}\n", $"\\{o}", $"\r{o}", $"x{o}41" }).Distinct().ToArray();

        Assert.That(messages.Select(m => GoldenText.Render(Exchange.Of(m))), Is.Unique);
    }
}
