using System.Diagnostics;
using System.Net;
using System.Text;
using Conformance.Harness.Journal;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Traffic;

namespace Conformance.Harness.Tests.Reports;

/// <summary>The capture as Wireshark's own dissectors see it.</summary>
public class CaptureReportSpecs
{
    private const string Tshark = "/usr/bin/tshark";

    /// <summary>The dissector counts the comment of a packet among its own remarks, under this severity.</summary>
    private const string Comment = "1048576";

    private static readonly byte[] Sip = SampleRun.Sip("MESSAGE sip:bob@127.0.0.1 SIP/2.0", "<M1@alice>");

    private readonly List<JournalEntry> journal = [];

    [SetUp]
    public void NeedsTshark()
    {
        if (!File.Exists(Tshark))
        {
            Assert.Ignore("needs a dissector: apt-get install tshark");
        }

        journal.Clear();
    }

    [Test]
    public void Every_packet_is_dissected_without_complaint_and_names_its_case()
    {
        Add("udp", "127.0.0.1:5060", "127.0.0.2:5070", Sip, inbound: false, "a/case");
        Add("udp", "[::1]:5060", "[::1]:5070", Sip, inbound: true, null);
        Add("tcp", "127.0.0.1:5062", "127.0.0.1:40000", Sip, inbound: true, "b/case");
        Add("tcp", "127.0.0.1:5062", "127.0.0.1:40000", SampleRun.Sip("SIP/2.0 200 OK", null), inbound: false, "b/case");
        Add("tls", "[::ffff:127.0.0.1]:5063", "127.0.0.1:40001", Sip, inbound: true, "c/case");
        Add("msrp", "127.0.0.1:2855", "127.0.0.1:40002", Msrp("a1", "one"), inbound: true, "d/case");
        Add("msrp", "127.0.0.1:2855", "127.0.0.1:40002", Msrp("a2", "two"), inbound: true, "d/case");
        Add("msrp", "127.0.0.1:2855", "127.0.0.1:40002", "MSRP a1 200 OK\r\nTo-Path: msrp://b:1/s;tcp\r\nFrom-Path: msrp://a:2855/s;tcp\r\n-------a1$\r\n"u8.ToArray(), inbound: false, "d/case");

        var packets = Dissect();

        Assert.That(packets.Select(packet => packet.Protocol), Is.EqualTo(new[] { "SIP", "SIP", "SIP", "SIP", "SIP", "MSRP", "MSRP", "MSRP" }));
        Assert.That(packets.Select(packet => packet.Complaints), Is.All.Empty);
        Assert.That(packets.Select(packet => packet.Comment), Is.EqualTo(new[]
        {
            "a/case (sent by the harness, udp)",
            "stray: belongs to no case (received by the harness, udp)",
            "b/case (received by the harness, tcp)",
            "b/case (sent by the harness, tcp)",
            "c/case (received by the harness, tls; TLS on the wire, shown in the clear)",
            "d/case (received by the harness, msrp)",
            "d/case (received by the harness, msrp)",
            "d/case (sent by the harness, msrp)",
        }));
    }

    [Test]
    public void A_large_message_is_split_into_segments_that_belong_together()
    {
        var body = new string('x', 200_000);
        Add("tcp", "127.0.0.1:5062", "127.0.0.1:40000", Encoding.ASCII.GetBytes($"MESSAGE sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: c\r\nCSeq: 1 MESSAGE\r\nMax-Forwards: 70\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}"), inbound: true, "big/case");

        var packets = Dissect();

        Assert.That(packets.Select(packet => packet.Protocol), Is.EqualTo(new[] { "TCP", "TCP", "TCP", "SIP" }));
        Assert.That(packets.Select(packet => packet.Complaints), Is.All.Empty);
        Assert.That(packets[^1].Comment, Is.EqualTo("big/case (received by the harness, tcp); part 4 of 4"));
    }

    private void Add(string channel, string local, string remote, byte[] bytes, bool inbound, string? @case) =>
        journal.Add(new JournalEntry(journal.Count, DateTimeOffset.UnixEpoch.AddDays(20_000).AddMilliseconds(journal.Count), inbound, channel, IPEndPoint.Parse(local), IPEndPoint.Parse(remote), @case, bytes));

    private static byte[] Msrp(string transaction, string text) =>
        Encoding.ASCII.GetBytes($"MSRP {transaction} SEND\r\nTo-Path: msrp://a:2855/s;tcp\r\nFrom-Path: msrp://b:1/s;tcp\r\nMessage-ID: {transaction}m\r\nByte-Range: 1-{text.Length}/{text.Length}\r\nContent-Type: text/plain\r\n\r\n{text}\r\n-------{transaction}$\r\n");

    private List<(string Protocol, string Comment, string Complaints)> Dissect()
    {
        var folder = ReportFolder.Open(Path.Combine(TestContext.CurrentContext.WorkDirectory, "captures", TestContext.CurrentContext.Test.Name));
        new CaptureReport(journal).Write(SampleRun.Result, folder);
        string[] arguments =
        [
            "-n", "-r", folder.PathOf("capture.pcapng"), "-d", "tcp.port==5062,sip", "-d", "tcp.port==5063,sip", "-d", "tcp.port==2855,msrp",
            "-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE",
            "-T", "fields", "-E", "separator=|", "-e", "_ws.col.Protocol", "-e", "frame.comment", "-e", "_ws.malformed", "-e", "_ws.expert.severity", "-e", "ip.checksum.status", "-e", "tcp.checksum.status", "-e", "udp.checksum.status",
        ];
        using var tshark = Process.Start(new ProcessStartInfo(Tshark, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        Assert.That(tshark, Is.Not.Null);
        var output = tshark!.StandardOutput.ReadToEnd();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).Select(cells =>
        {
            // Status 1 is a checksum that was verified and is right.
            var checksums = cells[4..].Any(status => status.Length > 0 && status != "1") ? $" checksum {string.Join(',', cells[4..])}" : "";
            var severities = string.Join(',', cells[3].Split(',').Where(severity => severity != Comment));
            return (cells[0], cells[1], cells[2] + severities + checksums);
        })];
    }
}
