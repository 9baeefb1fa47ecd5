using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Mime;

/// <summary>One line of a text: where it starts, where its line end begins, and where the next line starts.</summary>
internal readonly record struct Line(int Start, int End, int Next)
{
    public int Length => End - Start;
}

/// <summary>Splits octets into lines without tolerating what the caller has not allowed.</summary>
internal static class Lines
{
    /// <summary>Takes the line at <paramref name="start"/>. The last line may end with the input.</summary>
    public static bool TryTake(
        ReadOnlySpan<byte> bytes, int start, LineEnds lineEnds, out Line line, [NotNullWhen(false)] out WireError? fault)
    {
        fault = null;
        var end = LineScan.LineBreak(bytes, start);
        if (end == bytes.Length)
        {
            line = new Line(start, end, end);
            return true;
        }

        var isCrLf = bytes[end] == '\r' && end + 1 < bytes.Length && bytes[end + 1] == '\n';
        line = new Line(start, end, isCrLf ? end + 2 : end + 1);
        if (isCrLf || (lineEnds == LineEnds.CrlfOrLf && bytes[end] == '\n'))
        {
            return true;
        }

        fault = WireError.At(WireReason.LineEnd, bytes, end);
        return false;
    }

    /// <summary>The end of a slice once spaces, tabs and line ends are taken off its tail.</summary>
    public static int TrimEnd(ReadOnlySpan<byte> bytes, int start, int end)
    {
        while (end > start && bytes[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            end--;
        }

        return end;
    }
}
