using System.Buffers.Binary;
using System.Net;

namespace Conformance.Harness.Passive;

/// <summary>What a frame carries: a UDP datagram, or a TCP segment.</summary>
/// <param name="At">When it was seen.</param>
/// <param name="From">Source.</param>
/// <param name="To">Destination.</param>
/// <param name="Segment">Sequence number and flags; null for a datagram.</param>
/// <param name="Payload">Its octets.</param>
internal sealed record CapturedPacket(DateTimeOffset At, IPEndPoint From, IPEndPoint To, CapturedPacket.TcpSegment? Segment, ReadOnlyMemory<byte> Payload)
{
    private const int Tcp = 6;
    private const int Udp = 17;

    /// <summary>Takes the packet out of its frame.</summary>
    /// <returns>Null for a frame that carries neither, that is a fragment, or that was cut short.</returns>
    internal static CapturedPacket? Of(CapturedFrame frame) => IpOf(frame) is { Length: > 0 } ip
        ? (ip.Span[0] >> 4) switch
        {
            4 => Version4(frame.At, ip),
            6 => Version6(frame.At, ip),
            _ => null,
        }
        : null;

    private static ReadOnlyMemory<byte>? IpOf(CapturedFrame frame)
    {
        var octets = frame.Bytes;
        switch (frame.Link)
        {
            case 0 or 108: // loopback of BSD: four octets of address family
                return octets.Length > 4 ? octets[4..] : null;
            case 1:
                return Ethernet(octets);
            case 12 or 14 or 101 or 228 or 229: // raw IP
                return octets;
            case 113: // Linux cooked
                return octets.Length > 16 ? octets[16..] : null;
            case 276: // Linux cooked, version 2
                return octets.Length > 20 ? octets[20..] : null;
            default:
                return null;
        }
    }

    private static ReadOnlyMemory<byte>? Ethernet(ReadOnlyMemory<byte> octets)
    {
        var at = 12;
        while (octets.Length >= at + 2)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(octets.Span[at..]);
            at += 2;
            if (type is 0x0800 or 0x86DD)
            {
                return octets[at..];
            }

            if (type is not (0x8100 or 0x88A8))
            {
                return null;
            }

            // A VLAN tag: two octets, then the type again.
            at += 2;
        }

        return null;
    }

    private static CapturedPacket? Version4(DateTimeOffset at, ReadOnlyMemory<byte> ip)
    {
        var head = ip.Span;
        var headLength = (head[0] & 0x0F) * 4;
        if (ip.Length < 20 || ip.Length < headLength || (BinaryPrimitives.ReadUInt16BigEndian(head[6..]) & 0x3FFF) != 0)
        {
            return null;
        }

        // Short frames are padded, so the length in the header counts; 0 stands there when the network card cuts segments itself.
        var total = BinaryPrimitives.ReadUInt16BigEndian(head[2..]);
        var body = ip[headLength..(total == 0 ? ip.Length : Math.Clamp(total, headLength, ip.Length))];
        return Transport(at, head[9], new IPAddress(head[12..16]), new IPAddress(head[16..20]), body);
    }

    private static CapturedPacket? Version6(DateTimeOffset at, ReadOnlyMemory<byte> ip)
    {
        var head = ip.Span;
        if (ip.Length < 40)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(head[4..]);
        var body = ip[40..(length == 0 ? ip.Length : Math.Min(ip.Length, 40 + length))];
        return Transport(at, head[6], new IPAddress(head[8..24]), new IPAddress(head[24..40]), body);
    }

    private static CapturedPacket? Transport(DateTimeOffset at, int protocol, IPAddress from, IPAddress to, ReadOnlyMemory<byte> octets)
    {
        var head = octets.Span;
        if (protocol == Udp && octets.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(head[4..]);
            return new CapturedPacket(at, Source(), Destination(), null, octets[8..Math.Clamp(length, 8, octets.Length)]);
        }

        if (protocol != Tcp || octets.Length < 20 || (head[12] >> 4) * 4 is var start && (start < 20 || start > octets.Length))
        {
            return null;
        }

        var flags = head[13];
        var segment = new TcpSegment(BinaryPrimitives.ReadUInt32BigEndian(head[4..]), (flags & 0x02) != 0, (flags & 0x05) != 0);
        return new CapturedPacket(at, Source(), Destination(), segment, octets[((head[12] >> 4) * 4)..]);

        IPEndPoint Source() => new(from, BinaryPrimitives.ReadUInt16BigEndian(octets.Span));

        IPEndPoint Destination() => new(to, BinaryPrimitives.ReadUInt16BigEndian(octets.Span[2..]));
    }

    /// <summary>Where a segment belongs.</summary>
    /// <param name="Sequence">Number of its first octet.</param>
    /// <param name="Opens">SYN: the stream begins after it.</param>
    /// <param name="Ends">FIN or RST: nothing follows.</param>
    internal readonly record struct TcpSegment(uint Sequence, bool Opens, bool Ends);
}
