using System.Text;
using Bogus;
using Conformance.Wire.Sip;
using FsCheck;
using FsCheck.Fluent;

namespace Conformance.Wire.Tests.Sip;

public class SipMessageSpecs
{
    [TestCaseSource(typeof(SipExamples), nameof(SipExamples.All))]
    public void Documented_examples_come_back_byte_for_byte(byte[] bytes) => Everything.Touch(RoundTrip.OnStream(bytes));

    [Test]
    public void Generated_messages_come_back_byte_for_byte([Range(1, 60)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        byte[] bytes = Generate(seed, out string subject, out string[] supported);
        SipMessage message = RoundTrip.OnStream(bytes);
        Assert.That(message.Value(SipHeader.Subject), Is.EqualTo(subject));
        Assert.That(message.Values(SipHeader.Supported), Is.EqualTo(supported));
    }

    [Test]
    public void Views_show_the_usual_headers()
    {
        SipMessage message = SipMessage.Parse(SipExamples.Cpim);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((message.IsRequest, message.Method, message.RequestUri?.Host, message.StatusCode), Is.EqualTo((true, "MESSAGE", "domain.example", 0)));
            Assert.That((message.From?.DisplayName, message.FromTag, message.ToTag, message.CallId), Is.EqualTo(("Ana", "49583", (string?)null, "asd88asd77a@1.2.3.4")));
            Assert.That((message.TopVia?.Transport, message.TopVia?.Branch), Is.EqualTo(("TCP", "z9hG4bK776sgdkse")));
            Assert.That(message.ContentType?.Is("Message/CPIM"), Is.True);
            Assert.That(message.ContentLength, Is.EqualTo(message.Body.Length));
            Assert.That(message.Fields.Select(field => field.Known).Take(3), Is.EqualTo(new[] { SipHeader.Via, SipHeader.MaxForwards, SipHeader.From }));
        }
        SipMessage response = message.Respond(480).Build();
        Assert.That((response.Method, response.StatusCode, response.ReasonPhrase, response.RequestUri), Is.EqualTo(("MESSAGE", 480, "Temporarily Unavailable", (SipUri?)null)));
    }

    [Test]
    public void Keep_alives_are_the_only_thing_an_incomplete_read_consumes()
    {
        ReadStatus status = SipMessage.TryParse("\r\n\r\n\r\n\r"u8.ToArray(), SipFraming.Stream, out _, out int consumed, out _);
        Assert.That((status, consumed), Is.EqualTo((ReadStatus.Incomplete, 6)));
        Assert.That(SipMessage.TryParse(ReadOnlyMemory<byte>.Empty, SipFraming.Datagram, out _, out _, out WireError? error), Is.EqualTo(ReadStatus.Malformed));
        Assert.That(error?.Reason, Is.EqualTo(WireReason.Empty));
    }

    [Test]
    public void A_datagram_cut_anywhere_is_malformed_or_a_message_never_incomplete()
    {
        for (int length = 0; length < SipExamples.Cpim.Length; length++)
        {
            ReadStatus status = SipMessage.TryParse(SipExamples.Cpim.AsMemory(0, length), SipFraming.Datagram, out _, out _, out WireError? error);
            Assert.That((status, error?.Reason is WireReason.Truncated or WireReason.ContentLength or WireReason.Empty), Is.EqualTo((ReadStatus.Malformed, true)));
        }
    }

    [Test]
    public void A_pager_message_is_opened_within_its_memory_budget()
    {
        Conformance.Bench.Sample.Open(Conformance.Bench.Sample.Message);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Conformance.Bench.Sample.Open(Conformance.Bench.Sample.Message);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThanOrEqualTo(1024), "the budget is 1 KiB per message");
        Assert.That(Conformance.Bench.Sample.Message, Has.Length.EqualTo(720));
    }

    [Test]
    public void Limits_are_the_callers()
    {
        var tight = new WireLimits { Fields = 3 };
        Assert.That(SipMessage.TryParse(SipExamples.Cpim, SipFraming.Datagram, out _, out _, out WireError? error, tight), Is.EqualTo(ReadStatus.Malformed));
        Assert.That(error?.Reason, Is.EqualTo(WireReason.Limit));
    }

    [Test]
    public void No_mutation_of_a_message_makes_the_codec_throw()
    {
        const int seed = 20260, count = 10_000;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        byte[][] corpus = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Data", "sip"), "*.sip", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length < 4000)];
        for (int i = 0; i < count; i++)
        {
            byte[] input = Mutations.Of(corpus, random);
            Assert.That(() => Read(input), Throws.Nothing, () => $"mutation {i}: {WireText.Escape(input)}");
        }
    }

    [Test]
    public void Arbitrary_bytes_never_throw() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(5365, 3429),
        Prop.ForAll<byte[]>(bytes => Read([.. "MESSAGE sip:a@b SIP/2.0\r\nFrom: "u8, .. bytes, .. "\r\n\r\n"u8])));

    private static void Read(byte[] input)
    {
        foreach (SipFraming framing in Enum.GetValues<SipFraming>())
        {
            ReadStatus status = SipMessage.TryParse(input, framing, out SipMessage? message, out int consumed, out WireError? error);
            bool consistent = status == ReadStatus.Complete == (message is not null) && status == ReadStatus.Malformed == (error is not null) && consumed <= input.Length;
            if (!consistent)
            {
                throw new InvalidOperationException($"{status} with {error}, {consumed} consumed");
            }
            if (message is not null)
            {
                Everything.Touch(message);
            }
        }
    }

    private static byte[] Generate(int seed, out string subject, out string[] supported)
    {
        var faker = new Faker("en") { Random = new Randomizer(seed) };
        subject = faker.Lorem.Sentence();
        supported = [.. faker.Make(3, () => faker.Internet.DomainWord())];
        string fold = faker.PickRandom(" ", "\r\n ", "  ", "\r\n\t");
        string body = faker.Lorem.Paragraphs();
        string[] lines =
        [
            $"{faker.PickRandom("Via", "v", "VIA")}: SIP/2.0/{faker.PickRandom("UDP", "TCP")} {faker.Internet.Ip()}:{faker.Random.Int(1, 65535)};branch=z9hG4bK{faker.Random.AlphaNumeric(8)}",
            $"{faker.PickRandom("From", "f")}:{fold}\"{faker.Name.FullName()}\"{fold}<sip:{faker.Random.AlphaNumeric(6)}@{faker.Internet.DomainName()}>;tag={faker.Random.AlphaNumeric(5)}",
            $"{faker.PickRandom("To", "t", "TO ")}: <sips:{faker.Random.AlphaNumeric(6)}@[{faker.Internet.Ipv6()}]>",
            $"Subject:{fold}{subject}",
            $"{faker.PickRandom("Supported", "k")}: {string.Join($",{fold}", supported)}",
            $"X-{faker.Random.AlphaNumeric(4)}: {faker.Lorem.Sentence()}",
            $"{faker.PickRandom("Content-Length", "l")}: {Encoding.UTF8.GetByteCount(body)}",
        ];
        return Encoding.UTF8.GetBytes($"MESSAGE sip:{faker.Internet.DomainName()} SIP/2.0\r\n{string.Concat(faker.Random.Shuffle(lines).Select(line => line + "\r\n"))}\r\n{body}");
    }
}
