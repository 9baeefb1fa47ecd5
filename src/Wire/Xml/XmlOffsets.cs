using System.Text;

namespace Conformance.Wire.Xml;

/// <summary>
/// Turns the line and column of a parser into a byte offset. Positions asked for must not go backwards: one pass then
/// serves a whole document, also one written on a single line.
/// </summary>
internal sealed class XmlOffsets(ReadOnlyMemory<byte> bytes)
{
    private int line = 1;
    private int column = 1;
    private int offset = bytes.Span is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;

    /// <param name="wantedLine">From 1; CR LF, LF and CR each end a line.</param>
    /// <param name="wantedColumn">From 1, in UTF-16 units.</param>
    public int Find(int wantedLine, int wantedColumn)
    {
        var document = bytes.Span;
        while (offset < document.Length && (line < wantedLine || (line == wantedLine && column < wantedColumn)))
        {
            var value = document[offset];
            if (value is (byte)'\n' or (byte)'\r')
            {
                offset += value == '\r' && offset + 1 < document.Length && document[offset + 1] == '\n' ? 2 : 1;
                line++;
                column = 1;
            }
            else if (value < 0x80)
            {
                offset++;
                column++;
            }
            else
            {
                _ = Rune.DecodeFromUtf8(document[offset..], out var rune, out var length);
                offset += length;
                column += rune.Utf16SequenceLength;
            }
        }

        return offset;
    }

    /// <summary>The element whose name the parser reports at that position: offset of its '&lt;', and bytes up to the end of its start tag.</summary>
    public (int Offset, int Length) FindTag(int wantedLine, int wantedColumn)
    {
        var document = bytes.Span;
        var start = Math.Max(0, Find(wantedLine, wantedColumn) - 1);
        byte quote = 0;
        for (var end = start; end < document.Length; end++)
        {
            var value = document[end];
            if (quote != 0)
            {
                quote = value == quote ? (byte)0 : quote;
            }
            else if (value is (byte)'"' or (byte)'\'')
            {
                quote = value;
            }
            else if (value == '>')
            {
                return (start, end + 1 - start);
            }
        }

        return (start, document.Length - start);
    }
}
