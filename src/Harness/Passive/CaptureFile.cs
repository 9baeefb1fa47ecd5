using System.Buffers.Binary;

namespace Conformance.Harness.Passive;

/// <summary>One frame as it was captured.</summary>
/// <param name="At">When it was seen.</param>
/// <param name="Link">Link type of its interface, as tcpdump.org numbers them: 1 for Ethernet.</param>
/// <param name="Bytes">Its octets, as far as they were kept.</param>
public sealed record CapturedFrame(DateTimeOffset At, int Link, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads capture files: pcap in either byte order with times in micro- or nanoseconds, and pcapng.</summary>
public static class CaptureFile
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const int PcapHeader = 24;
    private const int PcapRecord = 16;

    /// <summary>True when the octets begin like a capture file.</summary>
    public static bool IsCapture(ReadOnlySpan<byte> octets) => octets.Length >= 4 && (Number(octets, false) == SectionHeader || PcapKind(octets) is not null);

    /// <summary>The frames in the order of the file.</summary>
    /// <exception cref="CaptureException">The file is no capture, or is damaged.</exception>
    public static IReadOnlyList<CapturedFrame> Read(ReadOnlyMemory<byte> octets) =>
        octets.Length >= 4 && Number(octets.Span, false) == SectionHeader ? PcapngReader.Read(octets)
        : octets.Length >= PcapHeader && PcapKind(octets.Span) is { } kind ? ReadPcap(octets, kind.Swapped, kind.Nanoseconds)
        : throw new CaptureException("it begins neither like pcap nor like pcapng");

    private static (bool Swapped, bool Nanoseconds)? PcapKind(ReadOnlySpan<byte> octets) => Number(octets, false) switch
    {
        0xA1B2C3D4 => (false, false),
        0xA1B23C4D => (false, true),
        0xD4C3B2A1 => (true, false),
        0x4D3CB2A1 => (true, true),
        _ => null,
    };

    private static List<CapturedFrame> ReadPcap(ReadOnlyMemory<byte> octets, bool swapped, bool nanoseconds)
    {
        var frames = new List<CapturedFrame>();
        var link = (int)(Number(octets.Span[20..], swapped) & 0x0FFFFFFF);
        var at = PcapHeader;
        while (octets.Length - at >= PcapRecord)
        {
            var head = octets.Span[at..];
            var seconds = Number(head, swapped);
            var fraction = Number(head[4..], swapped);
            var length = Number(head[8..], swapped);
            at += PcapRecord;
            if (length > octets.Length - at)
            {
                // What a capture leaves behind that was stopped while it wrote.
                break;
            }

            var time = DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(nanoseconds ? fraction / 100 : fraction * 10);
            frames.Add(new CapturedFrame(time, link, octets.Slice(at, (int)length)));
            at += (int)length;
        }

        return frames;
    }

    internal static uint Number(ReadOnlySpan<byte> octets, bool swapped)
    {
        var number = BinaryPrimitives.ReadUInt32LittleEndian(octets);
        return swapped ? BinaryPrimitives.ReverseEndianness(number) : number;
    }
}
