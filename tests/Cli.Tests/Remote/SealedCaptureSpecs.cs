using System.Diagnostics;
using System.Text;
using Conformance.Harness.Journal;
using Conformance.Harness.Reports.Traffic;
using Conformance.Wire.Sip;

namespace Conformance.Cli.Tests.Remote;

/// <summary>
/// What a capture holds of TLS: the octets of the wire, and the secrets that open them. tshark, which knows nothing but the capture, reads every message that
/// the journal has. It runs as users start it, since secrets are told to a process only from its first connection on.
/// </summary>
[NonParallelizable]
public sealed class SealedCaptureSpecs
{
    // Each seat, SIP and MSRP, connections of either side, messages of more than one record.
    private static readonly string[] Select =
        ["--transport", "tls", "udp", "--only", "sip-positive-delivery", "relay-accept-then-4xx", "msrp-read-receipt", "msrp-chunked-im", "switch-fanout", "list-message-basic-to", "uac-list-construction"];

    private const string Secret = "CLIENT_TRAFFIC_SECRET_0";

    [TestCase(false)]
    [TestCase(true)]
    public async Task Tshark_reads_all_TLS_traffic_of_a_run(bool remote)
    {
        RequireTshark();
        using var scratch = new Scratch();
        using var served = remote ? await ServedReference.StartAsync(scratch.Path, "all") : null;
        string[] sut = served is null ? [] : ["--sut", served.SutFile];

        var said = await Command.RunProcessAsync(scratch.Path, ["run", "-o", scratch["report"], .. sut, .. Select]);

        // Whatever the verdicts: what was said is what counts here.
        Assert.That(said.ExitCode, Is.AnyOf(ExitCode.Conformant, ExitCode.Inconclusive), said.Output + said.Error);
        var journal = JournalReader.Read(scratch["report/journal.jsonl"]).ToArray();
        var dissected = await DissectAsync(scratch["report/capture.pcapng"], journal);
        Assert.That(dissected.CallIds, Is.EqualTo(CallIds(journal, "tls", "udp")).And.Count.GreaterThan(100));
        Assert.That(dissected.Octets, Is.EqualTo(OctetsByWay(journal)).And.Count.GreaterThan(10), "MSRP, each way of each connection");
    }

    [Test]
    public async Task The_secrets_stand_in_the_capture_and_nowhere_else()
    {
        using var scratch = new Scratch();

        await Command.RunProcessAsync(scratch.Path, ["run", "-o", scratch["report"], .. Select]);

        var telling = Directory.GetFiles(scratch.Path, "*", SearchOption.AllDirectories).Where(f => File.ReadAllBytes(f).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)) >= 0);
        Assert.That(telling.Select(Path.GetFileName), Is.EqualTo(new[] { "capture.pcapng" }));
        Assert.That(Directory.GetFiles(scratch["report"]).Select(Path.GetFileName), Has.None.Contains("partial").And.None.Contains("sealed"));
    }

    [Test]
    public async Task A_password_that_went_through_TLS_does_not_come_out_of_the_capture()
    {
        RequireTshark();

        // Every list has this word in it.
        const string Password = "resource-lists";
        using var scratch = new Scratch();
        using var served = await ServedReference.StartAsync(scratch.Path, "all", "--account", $"issuer:{Password}");

        await Command.RunProcessAsync(scratch.Path, "run", "-o", scratch["report"], "--sut", served.SutFile, "--transport", "tls", "--only", "list-message-basic-to", "msrp-read-receipt");

        var journal = JournalReader.Read(scratch["report/journal.jsonl"]).ToArray();
        var read = await TsharkAsync(scratch["report/capture.pcapng"], ["-T", "jsonraw", .. Ports(journal)]);
        Assert.That(read, Does.Not.Contain(Hex(Password)).And.Contain(Hex(new string('*', Password.Length))));
        var capture = await File.ReadAllTextAsync(scratch["report/capture.pcapng"], Encoding.Latin1);
        Assert.That(capture, Does.Contain("TLS on the wire, shown in the clear").And.Contain(Secret), "connections that no list went through are told");
    }

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(text));

    private static void RequireTshark()
    {
        if (!File.Exists("/usr/bin/tshark"))
        {
            Assert.Ignore("needs tshark: apt-get install tshark");
        }
    }

    private static List<string> CallIds(IEnumerable<JournalEntry> journal, params string[] channels) =>
        [.. journal.Where(e => channels.Contains(e.Channel)).Select(e => SipMessage.Parse(e.Bytes).CallId ?? "").Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> OctetsByWay(IEnumerable<JournalEntry> journal) => journal.Where(e => e.Channel == "msrps")
        .GroupBy(e => e.Inbound ? $"{e.Remote.Port} to {e.Local.Port}" : $"{e.Local.Port} to {e.Remote.Port}")
        .ToDictionary(w => w.Key, w => Convert.ToHexStringLower([.. w.SelectMany(e => e.Bytes.ToArray())]));

    /// <summary>
    /// Tells what to take for what: by itself it guesses from a connection's first octets, and random ones look like any protocol now and then. It knows no
    /// MSRP in TLS, and shows its octets.
    /// </summary>
    private static IEnumerable<string> Ports(IEnumerable<JournalEntry> journal) => journal
        .SelectMany(e => new[] { e.Local.Port, e.Remote.Port }.SelectMany(port => Protocols(e.Channel, port)))
        .Distinct().SelectMany(p => new[] { "-d", p });

    private static string[] Protocols(string channel, int port) => channel switch
    {
        "udp" => [$"udp.port=={port},sip"],
        "tls" => [$"tcp.port=={port},tls", $"tls.port=={port},sip"],
        "msrps" => [$"tcp.port=={port},tls", $"tls.port=={port},data"],
        _ => [],
    };

    private static async Task<(List<string> CallIds, Dictionary<string, string> Octets)> DissectAsync(string capture, JournalEntry[] journal)
    {
        string[] fields = ["sip.Call-ID", "data.data", "tcp.srcport", "tcp.dstport"];
        var output = await TsharkAsync(capture, ["-T", "fields", .. fields.SelectMany(f => new[] { "-e", f }), "-E", "occurrence=a", "-E", "aggregator=;", .. Ports(journal)]);
        var packets = output.Split('\n').Select(l => l.Split('\t')).Where(f => f.Length == fields.Length).ToArray();
        return (
            [.. packets.SelectMany(f => f[0].Split(';', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal)],
            packets.Where(f => f[1].Length > 0).GroupBy(f => $"{f[2]} to {f[3]}").ToDictionary(w => w.Key, w => string.Concat(w.Select(f => f[1].Replace(";", "", StringComparison.Ordinal)))));
    }

    private static async Task<string> TsharkAsync(string capture, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/tshark", ["-n", "-r", capture, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("tshark did not start");
        var said = await Command.EndAsync(process);
        Assert.That(said.ExitCode, Is.Zero, said.Error);
        return said.Output;
    }
}
