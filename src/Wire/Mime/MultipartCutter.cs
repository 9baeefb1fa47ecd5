using System.Text;

namespace Conformance.Wire.Mime;

/// <summary>A delimiter line: where its leading line break starts, where the next line starts, and whether it is the last.</summary>
internal readonly record struct Delimiter(int Start, int Next, bool IsClose);

/// <summary>Finds the delimiter lines of one boundary, passing over every octet once.</summary>
internal readonly struct MultipartCutter(string boundary, LineEnds lineEnds)
{
    private readonly byte[] _dashBoundary = Encoding.UTF8.GetBytes("--" + boundary);

    /// <summary>Finds the first delimiter line at or after <paramref name="from"/>, which must be the start of a line.</summary>
    public bool TryNext(ReadOnlySpan<byte> bytes, int from, out Delimiter delimiter)
    {
        for (var search = from; search < bytes.Length;)
        {
            var found = bytes[search..].IndexOf(_dashBoundary);
            if (found < 0)
            {
                break;
            }

            var start = search + found;
            if (IsLineStart(bytes, from, start, out var lineBreak)
                && IsDelimiterLine(bytes, start + _dashBoundary.Length, out var isClose, out var next))
            {
                delimiter = new Delimiter(lineBreak, next, isClose);
                return true;
            }

            search = start + 1;
        }

        delimiter = default;
        return false;
    }

    private bool IsLineStart(ReadOnlySpan<byte> bytes, int from, int start, out int lineBreak)
    {
        lineBreak = start;
        if (start == from)
        {
            return true;
        }

        if (bytes[start - 1] != '\n')
        {
            return false;
        }

        var isCrLf = start >= 2 && bytes[start - 2] == '\r';
        lineBreak = start - (isCrLf ? 2 : 1);
        return isCrLf || lineEnds == LineEnds.CrlfOrLf;
    }

    /// <summary>Whether nothing but hyphens of a close delimiter and blanks follows the boundary on its line.</summary>
    private bool IsDelimiterLine(ReadOnlySpan<byte> bytes, int position, out bool isClose, out int next)
    {
        isClose = bytes[position..].StartsWith("--"u8);
        position += isClose ? 2 : 0;
        while (position < bytes.Length && bytes[position] is (byte)' ' or (byte)'\t')
        {
            position++;
        }

        next = position;
        if (position == bytes.Length)
        {
            return isClose;
        }

        var rest = bytes[position..];
        var length = rest.StartsWith("\r\n"u8) ? 2 : rest[0] == '\n' && lineEnds == LineEnds.CrlfOrLf ? 1 : 0;
        next += length;
        return length > 0;
    }
}
