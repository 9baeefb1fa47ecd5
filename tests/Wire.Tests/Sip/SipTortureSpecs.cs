using Conformance.Wire.Sip;

namespace Conformance.Wire.Tests.Sip;

public class SipTortureSpecs
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "sip");

    private static IEnumerable<TestCaseData> Files(string kind) =>
        Directory.EnumerateFiles(Path.Combine(Folder, kind), "*.sip").Order(StringComparer.Ordinal)
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileNameWithoutExtension(path)));

    [TestCaseSource(nameof(Files), new object[] { "wellformed" })]
    public void Odd_but_well_formed_messages_come_back_byte_for_byte(string path)
    {
        SipMessage message = RoundTrip.OnStream(File.ReadAllBytes(path));
        Everything.Touch(message);
    }

    [TestCaseSource(nameof(Files), new object[] { "datagram" })]
    public void What_only_a_datagram_can_frame_is_malformed_or_unfinished_on_a_stream(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        RoundTrip.Datagram(bytes);
        SipMessage.TryParse(bytes, SipFraming.Stream, out _, out int consumed, out WireError? error);
        Assert.That(error?.Reason is WireReason.MissingHeader || consumed < bytes.Length);
    }

    [TestCaseSource(nameof(Files), new object[] { "malformed" })]
    public void Malformed_messages_say_why(string path)
    {
        var expected = Enum.Parse<WireReason>(Path.GetFileName(path).Split("--")[0]);
        foreach (SipFraming framing in Enum.GetValues<SipFraming>())
        {
            byte[] bytes = File.ReadAllBytes(path);
            ReadStatus status = SipMessage.TryParse(bytes, framing, out SipMessage? message, out _, out WireError? error);
            Assert.That((status, message, error?.Reason), Is.EqualTo((ReadStatus.Malformed, (SipMessage?)null, (WireReason?)expected)));
            Assert.That(error!.Offset, Is.InRange(0, bytes.Length));
            Assert.That(error.Excerpt, Has.Length.AtMost(WireError.ExcerptLength + 1));
        }
    }

    [Test]
    public void Spaces_folds_compact_names_and_quotes_are_read_through()
    {
        SipMessage message = SipMessage.Parse(File.ReadAllBytes(Path.Combine(Folder, "wellformed", "spaced-folded-compact.sip")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message.RequestUri?.Host, Is.EqualTo("[2001:db8::7]"));
            Assert.That(message.RequestUri?.User, Is.EqualTo("bo%2Bwork;day=tuesday"));
            Assert.That(message.RequestUri?.Parameter("transport"), Is.EqualTo("TCP"));
            Assert.That(message.RequestUri?.Headers, Is.EqualTo(new SipParameter[] { new("Subject", "a%20b"), new("Priority", "urgent") }));
            Assert.That(message.To?.DisplayName, Is.EqualTo("Bo \"the\\ one\" <not@here>, esq."));
            Assert.That(message.To?.Uri.Parameter("x-unknown"), Is.Empty);
            Assert.That(message.From?.DisplayName, Is.EqualTo("Ana Of The Hill"));
            Assert.That(message.FromTag, Is.EqualTo("a1"));
            Assert.That(message.From?.Parameter("x"), Is.EqualTo("a;b,c"));
            Assert.That(message.MaxForwards, Is.EqualTo(68));
            Assert.That(message.CallId, Is.EqualTo("torture{1}(2)@[<\">]?"));
            Assert.That(message.CSeq, Is.EqualTo(new SipCSeq(9, "MESSAGE")));
            Assert.That(message.Vias.Select(via => (via.Protocol, via.Transport, via.Host, via.Port)), Is.EqualTo(new (string, string, string, int?)[]
            {
                ("SIP/2.0", "UDP", "[2001:db8::9]", 5070), ("SIP/2.0", "TCP", "relay.example", null), ("SIP/2.0", "FUTURE-1", "192.0.2.4", null),
            }));
            Assert.That(message.TopVia?.Branch, Is.EqualTo("z9hG4bK-a.b!c"));
            Assert.That(message.Vias[2].HasRPort && message.Vias[2].RPort is null);
            Assert.That(message.Value(SipHeader.Subject), Is.Empty);
            Assert.That(message.Values("supported"), Is.EqualTo(new[] { "receipts", "recipient-list-message", "", "norefersub" }));
            Assert.That(message.Value("x-odd_NAME.~!%*+`'"), Is.EqualTo("kept , as \"it is"));
        }
    }

    [Test]
    public void Values_outside_their_grammar_read_as_null_and_stay_readable_as_text()
    {
        SipMessage message = SipMessage.Parse(File.ReadAllBytes(Path.Combine(Folder, "wellformed", "unreadable-values.sip")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((message.From, message.To, message.CSeq, message.TopVia), Is.EqualTo(((SipNameAddress?)null, (SipNameAddress?)null, (SipCSeq?)null, (SipVia?)null)));
            Assert.That(message.MaxForwards, Is.Null);
            Assert.That(message.ContentType, Is.Null);
            Assert.That(message.CallId, Is.Empty);
            Assert.That(message.Has(SipHeader.From));
            Assert.That(message.Value(SipHeader.CSeq), Is.EqualTo("MESSAGE 1"));
            Assert.That(message.Value(SipHeader.Contact), Is.EqualTo("*"));
        }
    }

    [Test]
    public void Lists_split_outside_quotes_and_brackets_only_and_challenges_never()
    {
        SipMessage moved = SipMessage.Parse(File.ReadAllBytes(Path.Combine(Folder, "wellformed", "uri-headers-and-list.sip")));
        SipMessage challenged = SipMessage.Parse(File.ReadAllBytes(Path.Combine(Folder, "wellformed", "challenge-beside-commas.sip")));
        Assert.That(moved.Values(SipHeader.Contact), Is.EqualTo(new[]
        {
            "\"A, B\" <sip:a@im.example?Route=%3Csip:x%3E>;q=0.5", "sip:b@im.example;q=0.1", "<sips:c@[::1]>",
        }));
        Assert.That(challenged.Values(SipHeader.WwwAuthenticate), Has.Count.EqualTo(2));
        Assert.That(SipChallenge.TryParse(challenged.Value(SipHeader.WwwAuthenticate), out SipChallenge? challenge));
        Assert.That((challenge?.Realm, challenge?.Nonce, challenge?.Qop, challenge?.Stale), Is.EqualTo(("im, example", "a=b,c\"d", "auth,auth-int", (bool?)false)));
    }
}
