using Conformance.Cli;
using Conformance.Harness.Passive;

namespace Conformance.Peers.Tests;

/// <summary>Captures that another program wrote.</summary>
public sealed class LintSpecs
{
    [TestCase("pcap")]
    [TestCase("nsecpcap")]
    [TestCase("pcapng")]
    public async Task What_tshark_writes_is_judged_like_the_capture_that_it_read(string format)
    {
        var tshark = DebianTool.Require("/usr/bin/tshark", "tshark");
        var folder = Directory.CreateTempSubdirectory("lint-").FullName;
        try
        {
            var output = Path.Combine(folder, "run");
            await CommandLine.RunAsync(
                ["run", "--only", "receipts/sip-positive-delivery/im-recipient/*", "msrp-read-receipt", "--skip", "*/tls*", "--deviation", "im-recipient/3.2-04-notification", "--out", output]);
            var ours = Path.Combine(output, "capture.pcapng");
            var theirs = Path.Combine(folder, "theirs");
            var (code, said) = await DebianTool.EndAsync(DebianTool.Start(tshark, folder, "-n", "-r", ours, "-F", format, "-w", theirs));
            Assert.That(code, Is.Zero, said);

            var (one, other) = (CapturedTraffic.Read(await File.ReadAllBytesAsync(ours)), CapturedTraffic.Read(await File.ReadAllBytesAsync(theirs)));

            Assert.That(one.Count, Is.GreaterThan(20));
            Assert.That(Verdicts(other), Is.EqualTo(Verdicts(one)));
            Assert.That(Verdicts(one), Has.Some.Contains("RCPT-3.2-04"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Verdicts(CapturedTraffic traffic) =>
    [
        .. PassiveJudge.Judge(traffic, Scenarios.Everything.Rules, new PassiveScope(null, null), "file")
            .Select(r => $"{r.Id} {r.Verdict} {r.Timeline.Count} {string.Join(' ', r.Findings.Select(f => f.Requirement))}"),
    ];
}
