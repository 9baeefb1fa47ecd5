using System.Buffers.Binary;
using static Conformance.Harness.Passive.CaptureFile;

namespace Conformance.Harness.Passive;

/// <summary>Reads pcapng: sections in either byte order, several interfaces, enhanced and simple packet blocks. Other blocks are passed over.</summary>
internal sealed class PcapngReader
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint InterfaceDescription = 1;
    private const uint SimplePacket = 3;
    private const uint EnhancedPacket = 6;
    private const int TimeResolution = 9;
    private const uint ByteOrder = 0x1A2B3C4D;
    private const int Edge = 12;

    // Finer than that, and a decimal holds no more of the unit.
    private const int FinestUnit = 20;

    private readonly List<CapturedFrame> _frames = [];
    private readonly List<(int Link, decimal TicksPerUnit)> _interfaces = [];
    private bool _swapped;

    internal static IReadOnlyList<CapturedFrame> Read(ReadOnlyMemory<byte> octets)
    {
        var reader = new PcapngReader();
        for (var at = 0; octets.Length - at >= Edge;)
        {
            var block = octets[at..];
            var type = Number(block.Span, reader._swapped);
            if (type == SectionHeader)
            {
                reader.BeginSection(block.Span, at);
            }

            var length = Number(block.Span[4..], reader._swapped);
            if (length < Edge || length % 4 != 0)
            {
                throw new CaptureException($"the block at octet {at} says that it is {length} octets long");
            }

            if (length > (uint)block.Length)
            {
                // What a capture leaves behind that was stopped while it wrote.
                break;
            }

            reader.Take(type, block[8..(int)(length - 4)], at);
            at += (int)length;
        }

        return reader._frames;
    }

    private void BeginSection(ReadOnlySpan<byte> block, int at)
    {
        _swapped = false;
        var order = Number(block[8..], false);
        _swapped = order == BinaryPrimitives.ReverseEndianness(ByteOrder);
        if (!_swapped && order != ByteOrder)
        {
            throw new CaptureException($"the section at octet {at} has no byte-order magic, but {order:X8}");
        }

        _interfaces.Clear();
    }

    private void Take(uint type, ReadOnlyMemory<byte> body, int at)
    {
        switch (type)
        {
            case InterfaceDescription when body.Length >= 8:
                _interfaces.Add((Number16(body.Span), TicksPerUnit(body.Span[8..])));
                break;
            case EnhancedPacket when body.Length >= 20:
                var head = body.Span;
                var (link, ticks) = Interface((int)Number(head, _swapped), at);
                var time = ((ulong)Number(head[4..], _swapped) << 32) | Number(head[8..], _swapped);
                Add(link, TimeOf(time, ticks, at), body[20..], Number(head[12..], _swapped), at);
                break;
            case SimplePacket when body.Length >= 4:
                // It has no time: that of the frame before it is the best there is.
                var last = _frames.Count > 0 ? _frames[^1].At : DateTimeOffset.UnixEpoch;
                Add(Interface(0, at).Link, last, body[4..], Math.Min(Number(body.Span, _swapped), (uint)(body.Length - 4)), at);
                break;
        }
    }

    private static DateTimeOffset TimeOf(ulong units, decimal ticksPerUnit, int at)
    {
        var ticks = units * ticksPerUnit;
        return ticks <= (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks
            ? DateTimeOffset.UnixEpoch.AddTicks((long)ticks)
            : throw new CaptureException($"the packet at octet {at} has a time beyond the year 9999");
    }

    private void Add(int link, DateTimeOffset time, ReadOnlyMemory<byte> octets, uint captured, int at) =>
        _frames.Add(captured <= (uint)octets.Length
            ? new CapturedFrame(time, link, octets[..(int)captured])
            : throw new CaptureException($"the packet at octet {at} is longer than its block"));

    private (int Link, decimal TicksPerUnit) Interface(int number, int at) =>
        number >= 0 && number < _interfaces.Count ? _interfaces[number] : throw new CaptureException($"the packet at octet {at} names interface {number}, which is not described");

    /// <summary>Times count microseconds unless the interface says otherwise: a power of ten, or of two when the highest bit is set.</summary>
    private decimal TicksPerUnit(ReadOnlySpan<byte> options)
    {
        while (options.Length >= 4)
        {
            var (code, length) = (Number16(options), Number16(options[2..]));
            if (code == 0 || length > options.Length - 4)
            {
                break;
            }

            if (code == TimeResolution && length >= 1)
            {
                var exponent = options[4];
                return TimeSpan.TicksPerSecond * (decimal)Math.Pow((exponent & 0x80) == 0 ? 10 : 2, -Math.Min(exponent & 0x7F, FinestUnit));
            }

            options = options[Math.Min(options.Length, 4 + ((length + 3) & ~3))..];
        }

        return TimeSpan.TicksPerMicrosecond;
    }

    private int Number16(ReadOnlySpan<byte> octets) =>
        _swapped ? BinaryPrimitives.ReadUInt16BigEndian(octets) : BinaryPrimitives.ReadUInt16LittleEndian(octets);
}
