using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Conformance.Wire;

/// <summary>The two searches that every header line of every protocol here needs. Lines are short: one or two vectors hold them, so the loops stay in line.</summary>
internal static class LineScan
{
    /// <summary>Index of the first CR or LF from <paramref name="from"/> on; the length when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LineBreak(ReadOnlySpan<byte> text, int from)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        if (Vector512.IsHardwareAccelerated)
        {
            for (; from + Vector512<byte>.Count <= text.Length; from += Vector512<byte>.Count)
            {
                Vector512<byte> bytes = Vector512.LoadUnsafe(ref start, (nuint)from);
                ulong breaks = (Vector512.Equals(bytes, Vector512.Create((byte)'\r')) | Vector512.Equals(bytes, Vector512.Create((byte)'\n'))).ExtractMostSignificantBits();
                if (breaks != 0)
                {
                    return from + BitOperations.TrailingZeroCount(breaks);
                }
            }
        }
        if (Vector256.IsHardwareAccelerated)
        {
            for (; from + Vector256<byte>.Count <= text.Length; from += Vector256<byte>.Count)
            {
                Vector256<byte> bytes = Vector256.LoadUnsafe(ref start, (nuint)from);
                uint breaks = (Vector256.Equals(bytes, Vector256.Create((byte)'\r')) | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))).ExtractMostSignificantBits();
                if (breaks != 0)
                {
                    return from + BitOperations.TrailingZeroCount(breaks);
                }
            }
        }
        return LineBreakInRest(text, from);
    }

    /// <summary>Index of the first colon within the 16 bytes from <paramref name="from"/> on; -1 when it is not there, or fewer bytes are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NearColon(ReadOnlySpan<byte> text, int from)
    {
        if (!Vector128.IsHardwareAccelerated || from + Vector128<byte>.Count > text.Length)
        {
            return -1;
        }
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)from);
        uint colons = Vector128.Equals(bytes, Vector128.Create((byte)':')).ExtractMostSignificantBits();
        return colons == 0 ? -1 : from + BitOperations.TrailingZeroCount(colons);
    }

    private static int LineBreakInRest(ReadOnlySpan<byte> text, int from)
    {
        int index = text[from..].IndexOfAny((byte)'\r', (byte)'\n');
        return index < 0 ? text.Length : from + index;
    }
}
