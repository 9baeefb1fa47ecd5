using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Conformance.Harness.Journal;
using Conformance.Harness.Ledger;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;
using Conformance.Harness.Secrets;
using Conformance.Harness.Tests.Reports;

namespace Conformance.Harness.Tests.Secrets;

public sealed class RedactionSpecs
{
    private const string Password = "open \"sesame\" & <go>";

    [Test]
    public void Every_octet_of_a_secret_becomes_an_asterisk_so_that_lengths_stay_true()
    {
        var redaction = Hiding(Password);

        Assert.That(redaction.Apply($"a {Password} b {Password}"), Is.EqualTo($"a {Stars(Password)} b {Stars(Password)}"));
        Assert.That(redaction.Apply("nothing here"), Is.EqualTo("nothing here"));
    }

    [TestCase("\"open \\u0022sesame\\u0022 \\u0026 \\u003Cgo\\u003E\"")]
    [TestCase("\"open \\\"sesame\\\" & <go>\"")]
    [TestCase("<p>open &quot;sesame&quot; &amp; &lt;go&gt;</p>")]
    [TestCase("?p=open%20%22sesame%22%20%26%20%3Cgo%3E")]
    public void A_secret_is_found_in_the_spelling_of_json_xml_and_urls(string text)
    {
        var redacted = Hiding(Password).Apply(text);

        Assert.That(redacted, Does.Not.Contain("sesame").And.Not.Contain("go"));
        Assert.That(redacted, Has.Length.EqualTo(text.Length));
    }

    [TestCase("pin=4711;", "pin=****;")]
    [TestCase("4711", "****")]
    [TestCase("Call-ID: a4711b", "Call-ID: a4711b")]
    public void A_short_secret_is_hidden_where_it_stands_alone_and_not_inside_other_words(string text, string shown)
    {
        var redaction = Hiding("4711");
        var octets = Encoding.UTF8.GetBytes(text);
        redaction.Apply(octets.AsSpan());

        Assert.That((redaction.Apply(text), Encoding.UTF8.GetString(octets)), Is.EqualTo((shown, shown)));
    }

    [Test]
    public void A_line_of_a_key_alone_is_hidden_too()
    {
        var redaction = Hiding("-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49\nAwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n");

        Assert.That(redaction.Apply("read MIGHAgEAMBMGByqGSM49AgEGCCqGSM49 from it"), Does.Not.Contain("MIGH"));
        Assert.That(redaction.Apply("-----BEGIN PRIVATE KEY-----"), Does.StartWith("-----BEGIN"));
    }

    [Test]
    public void The_octets_of_others_are_left_alone()
    {
        ReadOnlyMemory<byte> with = Encoding.UTF8.GetBytes($"x {Password} y");
        ReadOnlyMemory<byte> without = "x y"u8.ToArray();
        var redaction = Hiding(Password);

        Assert.That(Encoding.UTF8.GetString(redaction.Apply(with).Span), Is.EqualTo($"x {Stars(Password)} y"));
        Assert.That(Encoding.UTF8.GetString(with.Span), Does.Contain(Password), "the original is evidence");
        Assert.That(redaction.Apply(without).Equals(without), "no copy without need");
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(70_000)]
    public void A_stream_finds_secrets_that_several_writes_share(int atOnce)
    {
        // As long as several windows, with a secret across each border.
        var text = string.Concat(Enumerable.Repeat($"{new string('x', 16_370)}{Password}", 12));
        var octets = Encoding.UTF8.GetBytes(text);
        using var below = new MemoryStream();
        using (var stream = new RedactingStream(below, Hiding(Password)))
        {
            foreach (var part in octets.Chunk(atOnce))
            {
                stream.Write(part);
                stream.Flush();
            }
        }

        Assert.That(Encoding.UTF8.GetString(below.ToArray()), Is.EqualTo(text.Replace(Password, Stars(Password), StringComparison.Ordinal)));
    }

    [Test]
    public void A_writer_hides_what_is_written_to_it()
    {
        using var below = new StringWriter();
        using var writer = new RedactingWriter(below, Hiding(Password));
        writer.Write($"1 {Password} ");
        writer.WriteLine("2 {0}", Password);
        writer.Write($"3 {Password}".ToCharArray());

        Assert.That(below.ToString(), Is.EqualTo($"1 {Stars(Password)} 2 {Stars(Password)}{Environment.NewLine}3 {Stars(Password)}"));
    }

    [Test]
    public void No_file_of_a_run_holds_a_secret_that_a_system_under_test_blurted_out()
    {
        using var scratch = new Folder();
        var folder = ReportFolder.Open(scratch.Path, Hiding(Password));
        var blurted = Encoding.UTF8.GetBytes($"MESSAGE sip:x SIP/2.0\r\nX-Debug: {Password}\r\n\r\n");
        var bare = SampleRun.Result;
        var @case = bare.Cases[0] with
        {
            Reason = $"it said {Password}",
            Findings = [new Finding { Severity = Severity.Fail, Kind = FindingKind.Flow, Message = $"m {Password}", Expected = $"e {Password}", Observed = $"o {Password}" }],
            Timeline = [.. bare.Cases[0].Timeline, new TimelineEntry.UserEvent(90, TimeSpan.Zero, "Bob", $"saw {Password}"), .. bare.Cases[0].Timeline.OfType<TimelineEntry.Wire>().Take(1).Select(w => w with { Bytes = blurted })],
        };
        var run = bare with { SutName = $"acme {Password}", Cases = [@case, .. bare.Cases.Skip(1)], Strays = [new StrayMessage(TimeSpan.Zero, "UDP", "127.0.0.1:1", blurted)] };
        using (var journal = JournalWriter.Create(folder))
        {
            var here = new IPEndPoint(IPAddress.Loopback, 5060);
            journal.Append(new JournalEntry(0, DateTimeOffset.UnixEpoch, true, "udp", here, here, null, blurted));
            journal.Append(new JournalEntry(1, DateTimeOffset.UnixEpoch, true, "udp", here, here, null, (byte[])[0xFF, .. blurted]));
        }

        var failures = ReportSet.Standard.Write(run, folder);

        Assert.That(failures, Is.Empty);
        var files = Directory.GetFiles(scratch.Path);
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(6));
        foreach (var file in files)
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            Assert.That(text + Unpacked(text), Does.Not.Contain("sesame").And.Not.Contain(Convert.ToBase64String(blurted)), file);
        }

        Assert.That(Unpacked(File.ReadAllText(folder.PathOf("index.html"))), Does.Contain("X-Debug: ****"), "the message itself is still there");
        Assert.That(JournalReader.Read(folder.PathOf(JournalWriter.FileName)).First().Bytes.Length, Is.EqualTo(blurted.Length));
    }

    private static Redaction Hiding(string secret)
    {
        var redaction = new Redaction();
        redaction.Hide(secret);
        return redaction;
    }

    private static string Stars(string text) => new('*', text.Length);

    /// <summary>The compressed parts of a page, as the page shows them.</summary>
    private static string Unpacked(string page) => string.Concat(Regex.Matches(page, """id="chunk-\d+">([^<]*)<""").Select(m =>
    {
        using var zlib = new ZLibStream(new MemoryStream(Convert.FromBase64String(m.Groups[1].Value)), CompressionMode.Decompress);
        using var reader = new StreamReader(zlib);
        return reader.ReadToEnd();
    }));

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("conformance-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
