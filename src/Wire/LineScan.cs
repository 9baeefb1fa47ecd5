using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Conformance.Wire;

/// <summary>
/// The searches that every header line of every protocol here needs. Lines are short: one wide load mostly holds one, so the
/// loops stay in line. Where the processor has no such vectors, the same code runs on narrower ones.
/// </summary>
internal static class LineScan
{
    private const int Width = 64;

    /// <summary>Index of the first CR or LF from <paramref name="from"/> on; the length when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LineBreak(ReadOnlySpan<byte> text, int from)
    {
        for (; from + Width <= text.Length; from += Width)
        {
            ulong breaks = Breaks(Load(text, from));
            if (breaks != 0)
            {
                return from + BitOperations.TrailingZeroCount(breaks);
            }
        }
        return LineBreakInRest(text, from);
    }

    /// <summary>Both marks of a header line: as <see cref="LineBreak"/>, and the index of a colon if one is near; else -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LineBreak(ReadOnlySpan<byte> text, int from, out int nearColon)
    {
        nearColon = -1;
        if (from + Width > text.Length)
        {
            return LineBreakInRest(text, from);
        }
        Vector512<byte> bytes = Load(text, from);
        ulong colons = Vector512.Equals(bytes, Vector512.Create((byte)':')).ExtractMostSignificantBits();
        ulong breaks = Breaks(bytes);
        nearColon = colons == 0 ? -1 : from + BitOperations.TrailingZeroCount(colons);
        return breaks == 0 ? LineBreak(text, from + Width) : from + BitOperations.TrailingZeroCount(breaks);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Load(ReadOnlySpan<byte> text, int from) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Breaks(Vector512<byte> bytes) =>
        (Vector512.Equals(bytes, Vector512.Create((byte)'\r')) | Vector512.Equals(bytes, Vector512.Create((byte)'\n'))).ExtractMostSignificantBits();

    private static int LineBreakInRest(ReadOnlySpan<byte> text, int from)
    {
        int index = text[from..].IndexOfAny((byte)'\r', (byte)'\n');
        return index < 0 ? text.Length : from + index;
    }
}
