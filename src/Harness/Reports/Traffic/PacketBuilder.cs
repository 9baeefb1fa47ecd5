using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>Builds Ethernet frames around payloads that went through sockets, with the headers a wire would have shown and correct checksums.</summary>
internal static class PacketBuilder
{
    /// <summary>A UDP datagram over IPv4 carries no more; IPv6 carries 20 octets more, which nobody needs.</summary>
    public const int LargestDatagram = 65507;

    private const int Ethernet = 14;
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const byte PushAcknowledge = 0x18;
    private const byte Synchronise = 0x02;

    /// <summary>A frame with one datagram.</summary>
    public static byte[] Datagram(IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> payload)
    {
        var (frame, transport) = Frame(from, to, Udp, 8 + payload.Length);
        var udp = frame.AsSpan(transport);
        BinaryPrimitives.WriteUInt16BigEndian(udp, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], (ushort)to.Port);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        payload.CopyTo(udp[8..]);
        var checksum = TransportChecksum(frame, transport, Udp);

        // RFC 768: a sum of zero is sent as all ones, since zero says that there is none.
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], checksum == 0 ? (ushort)0xFFFF : checksum);
        return frame;
    }

    /// <summary>A frame with one TCP segment (PSH, ACK).</summary>
    public static byte[] Segment(IPEndPoint from, IPEndPoint to, uint sequence, uint acknowledged, ReadOnlySpan<byte> payload) =>
        Segment(from, to, sequence, acknowledged, payload, PushAcknowledge);

    /// <summary>A frame that opens a TCP connection (SYN): where ends are used again, readers see by it that another one begins.</summary>
    public static byte[] Opening(IPEndPoint from, IPEndPoint to) => Segment(from, to, 0, 0, [], Synchronise);

    private static byte[] Segment(IPEndPoint from, IPEndPoint to, uint sequence, uint acknowledged, ReadOnlySpan<byte> payload, byte flags)
    {
        var (frame, transport) = Frame(from, to, Tcp, 20 + payload.Length);
        var tcp = frame.AsSpan(transport);
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], (ushort)to.Port);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], acknowledged);
        tcp[12] = 5 << 4;
        tcp[13] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], 0xFFFF);
        payload.CopyTo(tcp[20..]);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], TransportChecksum(frame, transport, Tcp));
        return frame;
    }

    private static (byte[] Frame, int Transport) Frame(IPEndPoint from, IPEndPoint to, byte protocol, int length)
    {
        var v6 = from.AddressFamily == AddressFamily.InterNetworkV6;
        var transport = Ethernet + (v6 ? 40 : 20);
        var frame = new byte[transport + length];
        Mac(to.Address, frame);
        Mac(from.Address, frame.AsSpan(6));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), v6 ? (ushort)0x86DD : (ushort)0x0800);
        var ip = frame.AsSpan(Ethernet);
        if (v6)
        {
            ip[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(ip[4..], (ushort)length);
            ip[6] = protocol;
            ip[7] = 64;
            from.Address.TryWriteBytes(ip[8..], out _);
            to.Address.TryWriteBytes(ip[24..], out _);
            return (frame, transport);
        }

        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)(20 + length));
        ip[8] = 64;
        ip[9] = protocol;
        from.Address.TryWriteBytes(ip[12..], out _);
        to.Address.TryWriteBytes(ip[16..], out _);
        var header = default(Checksum);
        header.Add(ip[..20]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], header.Value);
        return (frame, transport);
    }

    private static ushort TransportChecksum(byte[] frame, int transport, byte protocol)
    {
        var checksum = default(Checksum);
        checksum.Add(transport == Ethernet + 40 ? frame.AsSpan(Ethernet + 8, 32) : frame.AsSpan(Ethernet + 12, 8));
        checksum.Add(protocol);
        checksum.Add(frame.Length - transport);
        checksum.Add(frame.AsSpan(transport));
        return checksum.Value;
    }

    /// <summary>A locally administered address that ends like the IP address, so that hosts can be told apart at a glance.</summary>
    private static void Mac(IPAddress address, Span<byte> mac)
    {
        var octets = address.GetAddressBytes();
        mac[0] = 0x02;
        mac[1] = 0;
        octets.AsSpan(octets.Length - 4).CopyTo(mac[2..6]);
    }
}
