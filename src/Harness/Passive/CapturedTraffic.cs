using System.Net;
using System.Text;
using Conformance.Stack;
using Conformance.Wire;
using Conformance.Wire.Msrp;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Passive;

/// <summary>The SIP and MSRP messages of a capture, and what could not be read of it.</summary>
public sealed class CapturedTraffic
{
    private readonly List<CapturedMessage> _messages = [];

    private CapturedTraffic()
    {
    }

    /// <summary>Number of messages.</summary>
    public int Count => _messages.Count;

    /// <summary>TCP connections under TLS, of which nothing can be read.</summary>
    public int TlsConnections { get; private set; }

    /// <summary>Octets of TCP streams that were never captured; messages may be missing with them.</summary>
    public long MissingOctets { get; private set; }

    internal IReadOnlyList<CapturedMessage> Messages => _messages;

    /// <summary>Reads a capture file, or a file that holds one message as it was on the wire.</summary>
    /// <exception cref="CaptureException">It is neither, or it is damaged.</exception>
    public static CapturedTraffic Read(ReadOnlyMemory<byte> octets) => CaptureFile.IsCapture(octets.Span) ? ReadFrames(CaptureFile.Read(octets)) : ReadMessages(octets);

    private static CapturedTraffic ReadFrames(IReadOnlyList<CapturedFrame> frames)
    {
        var traffic = new CapturedTraffic();
        var streams = new Dictionary<(IPEndPoint From, IPEndPoint To), CapturedStream>();
        foreach (var packet in frames.Select(CapturedPacket.Of).OfType<CapturedPacket>())
        {
            if (packet.Segment is not { } segment)
            {
                traffic.TakeDatagram(packet);
                continue;
            }

            if (!streams.TryGetValue((packet.From, packet.To), out var stream))
            {
                streams.Add((packet.From, packet.To), stream = new CapturedStream(packet.From, packet.To));
            }

            traffic._messages.AddRange(stream.Take(packet, segment));
        }

        traffic.TlsConnections = streams.Where(s => s.Value.IsTls).Select(s => Connection(s.Key.From, s.Key.To)).Distinct().Count();
        traffic.MissingOctets = streams.Values.Sum(s => s.Missing);
        return traffic;
    }

    /// <summary>Messages as they stand in a file: one after the other, from nowhere to nowhere.</summary>
    private static CapturedTraffic ReadMessages(ReadOnlyMemory<byte> octets)
    {
        var traffic = new CapturedTraffic();
        var (from, to) = (new IPEndPoint(IPAddress.Any, 1), new IPEndPoint(IPAddress.Any, 2));
        if (octets.Span.StartsWith("MSRP "u8))
        {
            var status = MsrpMessage.TryParse(octets, out var msrp, out _, out var fault);
            traffic._messages.Add(new CapturedMessage(DateTimeOffset.UnixEpoch, from, to, TransportKind.Tcp, octets)
            {
                Msrp = msrp,
                Malformed = status is ReadStatus.Complete ? null : fault ?? WireError.At(WireReason.Truncated, octets.Span, octets.Length),
            });
            return traffic;
        }

        if (octets.Span.IndexOf("SIP/2.0"u8) is < 0 or > 4096)
        {
            throw new CaptureException($"it is no pcap or pcapng file, and no SIP or MSRP message: it begins with {Beginning(octets.Span)}");
        }

        var read = SipMessage.TryParse(octets, SipFraming.Datagram, out var message, out _, out var error);
        traffic._messages.Add(new CapturedMessage(DateTimeOffset.UnixEpoch, from, to, TransportKind.Udp, octets)
        {
            Sip = message,
            Malformed = read is ReadStatus.Complete ? null : error ?? WireError.At(WireReason.Truncated, octets.Span, octets.Length),
        });
        return traffic;
    }

    private static string Beginning(ReadOnlySpan<byte> octets)
    {
        var first = Encoding.Latin1.GetString(octets[..Math.Min(16, octets.Length)]);
        return first.Length == 0 ? "nothing" : $"\"{string.Concat(first.Select(c => char.IsAsciiLetterOrDigit(c) || char.IsPunctuation(c) || c == ' ' ? c : '.'))}\"";
    }

    private static (IPEndPoint, IPEndPoint) Connection(IPEndPoint one, IPEndPoint other) =>
        string.CompareOrdinal(one.ToString(), other.ToString()) < 0 ? (one, other) : (other, one);

    private void TakeDatagram(CapturedPacket packet)
    {
        var line = packet.Payload.Span;
        line = line.IndexOf((byte)'\n') is var end and >= 0 ? line[..end] : line;
        if (line.IndexOf("SIP/2.0"u8) < 0)
        {
            return;
        }

        var status = SipMessage.TryParse(packet.Payload, SipFraming.Datagram, out var message, out _, out var error);
        _messages.Add(new CapturedMessage(packet.At, packet.From, packet.To, TransportKind.Udp, packet.Payload)
        {
            Sip = message,
            Malformed = status is ReadStatus.Complete ? null : error ?? WireError.At(WireReason.Truncated, packet.Payload.Span, packet.Payload.Length),
        });
    }
}
