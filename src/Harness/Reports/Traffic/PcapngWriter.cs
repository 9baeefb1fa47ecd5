using System.Buffers.Binary;
using System.Text;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>Writes the pcapng format: one section, one Ethernet interface, and packets with comments. Little-endian throughout.</summary>
internal sealed class PcapngWriter
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint InterfaceDescription = 1;
    private const uint EnhancedPacket = 6;
    private const uint DecryptionSecrets = 10;
    private const uint TlsKeyLog = 0x544C534B;
    private const ushort Comment = 1;
    private const ushort InterfaceName = 2;
    private const ushort Application = 4;
    private const ushort TimeResolution = 9;

    private readonly Stream stream;
    private readonly MemoryStream body = new();

    public PcapngWriter(Stream stream, string application)
    {
        this.stream = stream;
        Number32(0x1A2B3C4D);
        Number16(1);
        Number16(0);
        Number64(ulong.MaxValue);
        Option(Application, Encoding.UTF8.GetBytes(application));
        EndOfOptions();
        Block(SectionHeader);

        Number16(1);
        Number16(0);
        Number32(0);
        Option(InterfaceName, "conformance"u8);

        // Times count units of 10^-9 s.
        Option(TimeResolution, [9]);
        EndOfOptions();
        Block(InterfaceDescription);
    }

    /// <summary>The secrets with which packets that follow can be decrypted, as lines of an NSS key log.</summary>
    public void Secrets(IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            var log = Encoding.ASCII.GetBytes(string.Join("\n", lines) + "\n");
            Number32(TlsKeyLog);
            Number32((uint)log.Length);
            Padded(log);
            Block(DecryptionSecrets);
        }
    }

    public void Packet(DateTimeOffset at, ReadOnlySpan<byte> frame, string comment)
    {
        var time = (ulong)(at - DateTimeOffset.UnixEpoch).Ticks * 100;
        Number32(0);
        Number32((uint)(time >> 32));
        Number32((uint)time);
        Number32((uint)frame.Length);
        Number32((uint)frame.Length);
        Padded(frame);
        Option(Comment, Encoding.UTF8.GetBytes(comment));
        EndOfOptions();
        Block(EnhancedPacket);
    }

    private void Option(ushort code, ReadOnlySpan<byte> value)
    {
        var fitting = value[..Math.Min(value.Length, ushort.MaxValue)];
        Number16(code);
        Number16((ushort)fitting.Length);
        Padded(fitting);
    }

    private void EndOfOptions() => Number32(0);

    private void Padded(ReadOnlySpan<byte> octets)
    {
        body.Write(octets);
        while (body.Length % 4 != 0)
        {
            body.WriteByte(0);
        }
    }

    private void Block(uint type)
    {
        Span<byte> edge = stackalloc byte[8];
        var total = (uint)body.Length + 12;
        BinaryPrimitives.WriteUInt32LittleEndian(edge, type);
        BinaryPrimitives.WriteUInt32LittleEndian(edge[4..], total);
        stream.Write(edge);
        stream.Write(body.GetBuffer(), 0, (int)body.Length);
        stream.Write(edge[4..]);
        body.SetLength(0);
    }

    private void Number16(ushort value)
    {
        Span<byte> octets = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(octets, value);
        body.Write(octets);
    }

    private void Number32(uint value)
    {
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(octets, value);
        body.Write(octets);
    }

    private void Number64(ulong value)
    {
        Number32((uint)value);
        Number32((uint)(value >> 32));
    }
}
