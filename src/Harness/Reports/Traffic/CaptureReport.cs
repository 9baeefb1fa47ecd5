using System.Net;
using Conformance.Harness.Journal;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>
/// <c>capture.pcapng</c>: the journal as packets, for Wireshark. The frames are made up around the octets that crossed our own sockets, so no
/// privilege was needed to see them. The comment of each packet names its case. TLS connections stand there as they crossed the sockets, with the secrets
/// that open them; those of which octets or secrets are not known stand there in the clear, as TCP on their port, and their comments say so.
/// </summary>
/// <param name="journal">The traffic; null takes <c>journal.jsonl</c> from the report folder, or nothing when it is not there.</param>
/// <param name="sealedTraffic">The TLS connections; null shows all of them in the clear.</param>
public sealed class CaptureReport(IEnumerable<JournalEntry>? journal = null, SealedTraffic? sealedTraffic = null) : IReport
{
    /// <summary>A segment with its headers stays below 64 KiB, the most that an IP packet can be.</summary>
    internal const int LargestSegment = 65_000;

    /// <inheritdoc/>
    public string FileName => "capture.pcapng";

    /// <inheritdoc/>
    public void Write(RunResult run, ReportFolder folder)
    {
        var path = folder.PathOf(JournalWriter.FileName);
        var entries = journal ?? (File.Exists(path) ? JournalReader.Read(path) : []);

        // What comes from the journal has lost its secrets before. Octets under TLS are whatever they are: looking for texts in them would only damage them.
        folder.WriteAsIs(FileName, stream => Write(entries, $"Conformance {run.HarnessVersion}", stream, sealedTraffic));
    }

    /// <summary>Writes entries to a stream, in their order.</summary>
    /// <param name="entries">The traffic; read twice where there are TLS connections.</param>
    /// <param name="application">Who writes.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="sealedTraffic">The TLS connections; null shows all of them in the clear.</param>
    public static void Write(IEnumerable<JournalEntry> entries, string application, Stream stream, SealedTraffic? sealedTraffic = null)
    {
        var capture = new PcapngWriter(stream, application);
        var sent = new Dictionary<(IPEndPoint From, IPEndPoint To), uint>();
        var waiting = sealedTraffic is null ? null : new SealedPackets(capture, sealedTraffic, entries, Comment);
        foreach (var entry in entries)
        {
            waiting?.WriteUpTo(entry.At);
            if (waiting?.Shows(entry) == true)
            {
                continue;
            }

            var (from, to) = Ends(entry);
            if (entry.Channel == "udp")
            {
                Datagram(capture, entry, from, to);
            }
            else
            {
                Stream(capture, entry, from, to, sent);
            }
        }

        waiting?.WriteUpTo(DateTimeOffset.MaxValue);
    }

    private static void Datagram(PcapngWriter capture, JournalEntry entry, IPEndPoint from, IPEndPoint to)
    {
        var fits = Math.Min(entry.Bytes.Length, PacketBuilder.LargestDatagram);
        var cut = fits < entry.Bytes.Length ? $"; cut from {entry.Bytes.Length} octets, which no datagram can carry" : "";
        capture.Packet(entry.At, PacketBuilder.Datagram(from, to, entry.Bytes.Span[..fits]), Comment(entry) + cut);
    }

    private static void Stream(PcapngWriter capture, JournalEntry entry, IPEndPoint from, IPEndPoint to, Dictionary<(IPEndPoint From, IPEndPoint To), uint> sent)
    {
        var comment = CommentInTheClear(entry);
        var parts = (entry.Bytes.Length + LargestSegment - 1) / LargestSegment;
        for (var part = 0; part < parts; part++)
        {
            var offset = part * LargestSegment;
            var payload = entry.Bytes.Span.Slice(offset, Math.Min(LargestSegment, entry.Bytes.Length - offset));
            var sequence = sent.GetValueOrDefault((from, to), 1u);
            var acknowledged = sent.GetValueOrDefault((to, from), 1u);
            capture.Packet(entry.At, PacketBuilder.Segment(from, to, sequence, acknowledged, payload), parts == 1 ? comment : $"{comment}; part {part + 1} of {parts}");
            sent[(from, to)] = unchecked(sequence + (uint)payload.Length);
        }
    }

    private static (IPEndPoint From, IPEndPoint To) Ends(JournalEntry entry) => Ends(entry.Local, entry.Remote, entry.Inbound);

    internal static (IPEndPoint From, IPEndPoint To) Ends(IPEndPoint ours, IPEndPoint theirs, bool inbound)
    {
        // A dual-stack socket shows IPv4 peers as mapped addresses, often on one side only.
        var (local, remote) = (Plain(ours), Plain(theirs));
        if (local.AddressFamily != remote.AddressFamily)
        {
            (local, remote) = (new IPEndPoint(local.Address.MapToIPv6(), local.Port), new IPEndPoint(remote.Address.MapToIPv6(), remote.Port));
        }

        return inbound ? (remote, local) : (local, remote);
    }

    private static IPEndPoint Plain(IPEndPoint end) => end.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(end.Address.MapToIPv4(), end.Port) : end;

    private static string Comment(JournalEntry entry)
    {
        var origin = entry.Inbound ? "received" : "sent";
        return $"{entry.Case ?? "stray: belongs to no case"} ({origin} by the harness, {entry.Channel})";
    }

    private static string CommentInTheClear(JournalEntry entry)
    {
        var comment = Comment(entry);
        return entry.Channel is "tls" or "msrps" ? $"{comment[..^1]}; TLS on the wire, shown in the clear)" : comment;
    }
}
