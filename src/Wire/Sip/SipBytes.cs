using System.Runtime.InteropServices;

namespace Conformance.Wire.Sip;

/// <summary>A stretch of an array. Views keep it instead of memory, whose span costs a type check each time it is asked for.</summary>
internal readonly struct SipBytes
{
    private readonly byte[]? _array;
    private readonly int _start;

    private SipBytes(byte[]? array, int start, int length) => (_array, _start, Length) = (array, start, length);

    public int Length { get; }

    public ReadOnlySpan<byte> Span => new(_array, _start, Length);

    public ReadOnlyMemory<byte> Memory => new(_array, _start, Length);

    public SipBytes this[Range range]
    {
        get
        {
            (int offset, int length) = range.GetOffsetAndLength(Length);
            return new SipBytes(_array, _start + offset, length);
        }
    }

    /// <summary>Memory that is not an array's is copied.</summary>
    public static implicit operator SipBytes(ReadOnlyMemory<byte> memory) => MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment)
        ? new SipBytes(segment.Array, segment.Offset, segment.Count)
        : memory.ToArray();

    public static implicit operator SipBytes(byte[] array) => new(array, 0, array.Length);
}
