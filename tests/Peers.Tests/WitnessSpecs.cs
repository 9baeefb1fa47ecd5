using System.Globalization;
using System.Text.Json;
using Conformance.Cli.Sut;
using Conformance.Harness.Engine;
using Conformance.Harness.Journal;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Running;
using Conformance.Scenarios;
using Conformance.Stack;
using Conformance.Stack.Tls;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sip;

namespace Conformance.Peers.Tests;

/// <summary>
/// An independent witness: tshark dissects the capture of a run over real sockets, and its fields agree with ours message by message.
/// It is a witness for fields, not a judge of validity.
/// </summary>
public sealed class WitnessSpecs
{
    private static readonly string[] Fields =
    [
        "frame.number", "_ws.malformed", "_ws.expert.message",
        "sip.Method", "sip.r-uri", "sip.Status-Code", "sip.from.tag", "sip.to.tag", "sip.Call-ID", "sip.CSeq.seq", "sip.CSeq.method", "sip.Via.branch", "sip.Content-Type",
        "msrp.method", "msrp.transaction.id", "msrp.messageid", "msrp.byte.range", "msrp.cnt.flg", "msrp.status.code", "xml.attribute",
    ];

    [Test]
    public async Task Tshark_reads_every_message_of_a_run_as_we_do()
    {
        var tshark = DebianTool.Require("/usr/bin/tshark", "tshark");
        var (journal, ports) = await RunAsync();
        var folder = Directory.CreateTempSubdirectory("witness-").FullName;
        try
        {
            var capture = Path.Combine(folder, "capture.pcapng");
            using (var file = File.Create(capture))
            {
                CaptureReport.Write(journal, "witness", file);
            }

            var dissected = await DissectAsync(tshark, capture, ports, journal, folder);

            Assert.That(dissected.Where(d => IsComplaint(d) && !IsFollowUpChunk(d)), Is.Empty, "tshark calls something malformed");
            AgreeOnSip(journal, dissected);
            AgreeOnMsrp(journal, dissected);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AgreeOnSip(IReadOnlyList<JournalEntry> journal, IReadOnlyList<Dictionary<string, string>> dissected)
    {
        var ours = journal.Where(e => e.Channel is "udp" or "tcp").Select(e => SipMessage.Parse(e.Bytes)).Select(Describe).ToArray();
        var theirs = dissected.Where(d => d.ContainsKey("sip.CSeq.seq")).Select(d => string.Join(" | ", new[]
        {
            d.GetValueOrDefault("sip.Method", ""), d.GetValueOrDefault("sip.r-uri", ""), d.GetValueOrDefault("sip.Status-Code", ""), d.GetValueOrDefault("sip.from.tag", ""),
            d.GetValueOrDefault("sip.to.tag", ""), d.GetValueOrDefault("sip.Call-ID", ""), d.GetValueOrDefault("sip.CSeq.seq", ""), d.GetValueOrDefault("sip.CSeq.method", ""),
            d.GetValueOrDefault("sip.Via.branch", ""), d.GetValueOrDefault("sip.Content-Type", ""),
        })).ToArray();

        Assert.That(ours, Has.Length.GreaterThan(50));
        Assert.That(theirs, Is.EqualTo(ours));
    }

    private static string Describe(SipMessage message) => string.Join(" | ", new[]
    {
        message.IsRequest ? message.Method : "", message.RequestUriText, message.IsResponse ? message.StatusCode.ToString(CultureInfo.InvariantCulture) : "", message.FromTag ?? "",
        message.ToTag ?? "", message.CallId ?? "", message.CSeq?.Number.ToString(CultureInfo.InvariantCulture) ?? "", message.CSeq?.Method ?? "",
        message.TopVia?.Branch ?? "", message.Value(SipHeader.ContentType) ?? "",
    });

    /// <summary>Scenarios that carry octets which are no document of the kind they are labelled with, on purpose: a dissector of that kind must complain.</summary>
    private static bool IsOpaque(string scenario) => scenario.Contains("encrypted", StringComparison.Ordinal) || scenario.StartsWith("sec-", StringComparison.Ordinal)
        || scenario.Contains("hostile", StringComparison.Ordinal) || scenario.Contains("malformed", StringComparison.Ordinal);

    private static bool IsComplaint(Dictionary<string, string> packet) => packet.ContainsKey("_ws.malformed");

    /// <summary>tshark takes the lines of a chunk that begins in the middle of a message/cpim for MSRP headers and loses its way.</summary>
    private static bool IsFollowUpChunk(Dictionary<string, string> packet) =>
        packet.TryGetValue("msrp.byte.range", out var range) && !range.StartsWith("1-", StringComparison.Ordinal);

    private static void AgreeOnMsrp(IReadOnlyList<JournalEntry> journal, IReadOnlyList<Dictionary<string, string>> dissected)
    {
        var ours = journal.Where(e => e.Channel == "msrp").Select(e => MsrpMessage.Parse(e.Bytes)).Select(m => string.Join(" | ", new[]
        {
            m.Method, m.TransactionId, m.MessageId ?? "", m.Value("Byte-Range") ?? "",
            m.ByteRange is { Start: > 1 } ? "" : m.Flag switch { MsrpFlag.Last => "$", MsrpFlag.More => "+", _ => "#" },
            m.IsResponse ? m.StatusCode.ToString(CultureInfo.InvariantCulture) : "",
        })).ToArray();
        var theirs = dissected.Where(d => d.ContainsKey("msrp.transaction.id")).Select(d => string.Join(" | ", new[]
        {
            d.GetValueOrDefault("msrp.method", ""), d["msrp.transaction.id"], d.GetValueOrDefault("msrp.messageid", ""), d.GetValueOrDefault("msrp.byte.range", ""),
            IsFollowUpChunk(d) ? "" : d.GetValueOrDefault("msrp.cnt.flg", ""), d.GetValueOrDefault("msrp.status.code", ""),
        })).ToArray();

        Assert.That(theirs, Is.EqualTo(ours));
    }

    private static async Task<(IReadOnlyList<JournalEntry> Journal, (int Sip, int Msrp) Ports)> RunAsync()
    {
        using var authority = new TestAuthority();
        var cases = TestCase.Expand(Everything.Scenarios.Where(s => !IsOpaque(s.Name))).Where(c => c.Transport is not TransportKind.Tls).ToArray();
        var plan = new RunPlan
        {
            Cases = cases,
            AllCases = cases,
            Rules = Everything.Rules,
            Pixit = Pixit.Loopback with { Credentials = ReferenceSource.Account },
            Invention = seed => new PeopleAndTexts(seed),
        };
        using var source = new ReferenceSource([], plan.Pixit, authority.Server, authority.Client);
        var journal = new List<JournalEntry>();
        using var run = new SocketRun(plan, source, new HarnessPorts { TlsServer = authority.Server, TlsClient = authority.Client })
        {
            Journal = record =>
            {
                if (record is JournalEntry entry)
                {
                    journal.Add(entry);
                }
            },
        };
        await run.RunAsync();
        var sip = journal.First(e => e.Channel is "udp" or "tcp").Local.Port;
        return (journal, (sip, journal.FirstOrDefault(e => e.Channel == "msrp")?.Local.Port ?? 0));
    }

    private static async Task<List<Dictionary<string, string>>> DissectAsync(string tshark, string capture, (int Sip, int Msrp) ports, IReadOnlyList<JournalEntry> journal, string folder)
    {
        var arguments = new List<string> { "-n", "-r", capture, "-T", "json", "-d", $"udp.port=={ports.Sip},sip" };
        foreach (var port in PortsIn(ports).Concat(PortsOfOthers(ports, journal)))
        {
            arguments.AddRange(["-d", port]);
        }

        arguments.AddRange(Fields.SelectMany(f => new[] { "-e", f }));
        var (code, output) = await DebianTool.EndAsync(DebianTool.Start(tshark, folder, [.. arguments]));
        Assert.That(code, Is.Zero, output);
        using var document = JsonDocument.Parse(output[output.IndexOf('[', StringComparison.Ordinal)..(output.LastIndexOf(']') + 1)]);
        return [.. document.RootElement.EnumerateArray().Select(packet =>
            packet.GetProperty("_source").GetProperty("layers").EnumerateObject().ToDictionary(f => f.Name, f => f.Value[0].GetString() ?? ""))];
    }

    /// <summary>The far ends too: one that happens to be the port of another protocol would be taken for that, since tshark asks the lower port first.</summary>
    private static IEnumerable<string> PortsOfOthers((int Sip, int Msrp) ports, IReadOnlyList<JournalEntry> journal) => journal
        .Where(e => e.Channel is "tcp" or "msrp")
        .SelectMany(e => new[] { (e.Local.Port, e.Channel), (e.Remote.Port, e.Channel) })
        .Distinct()
        .GroupBy(e => e.Port)
        .Where(e => e.Key != ports.Sip && e.Key != ports.Msrp && e.Count() == 1)
        .Select(e => $"tcp.port=={e.Key},{(e.Single().Channel == "msrp" ? "msrp" : "sip")}");

    private static IEnumerable<string> PortsIn((int Sip, int Msrp) ports)
    {
        yield return $"tcp.port=={ports.Sip},sip";
        if (ports.Msrp > 0)
        {
            yield return $"tcp.port=={ports.Msrp},msrp";
        }
    }
}
