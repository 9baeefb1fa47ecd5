using System.Buffers;
using System.Text;

namespace Conformance.Wire.Cpim;

/// <summary>The grammar within one header line (RFC 3862 3.1): name, parameters, value.</summary>
internal static class CpimHeaderLine
{
    /// <summary>
    /// Reads <c>[ Name-prefix "." ] Name ":"</c>. The length counts the prefix and its dot; the prefix length is 0 when
    /// there is none. On failure the offset points at the octet that does not fit.
    /// </summary>
    public static bool TryName(ReadOnlySpan<byte> line, out int length, out int prefixLength, out int offset)
    {
        length = EndOfName(line);
        prefixLength = 0;
        offset = length;
        if (length > 0 && length < line.Length && line[length] == '.')
        {
            prefixLength = length;
            var name = EndOfName(line[(prefixLength + 1)..]);
            length = prefixLength + 1 + name;
            offset = name == 0 ? prefixLength : length;
            return name > 0 && length < line.Length && line[length] == ':';
        }

        return length > 0 && length < line.Length && line[length] == ':';
    }

    private static int EndOfName(ReadOnlySpan<byte> line) =>
        line.IndexOfAnyExcept(CpimSyntax.NameOctets) is var end and >= 0 ? end : line.Length;

    /// <summary>Moves over <c>*( ";" Name "=" value )</c>; on failure to where the broken parameter starts.</summary>
    public static bool TrySkipParameters(ReadOnlySpan<byte> line, ref int position, out int broken)
    {
        while (position < line.Length && line[position] == ';')
        {
            broken = position;
            if (!TryParameter(line, position, out _, out _, out var end))
            {
                return false;
            }

            position = end;
        }

        broken = position;
        return true;
    }

    /// <summary>Finds name, value and end of the parameter whose semicolon is at <paramref name="start"/>.</summary>
    public static bool TryParameter(ReadOnlySpan<byte> line, int start, out Range name, out Range value, out int end)
    {
        (name, value, end) = (default, default, start);
        var rest = line[(start + 1)..];
        var equals = rest.IndexOf((byte)'=');
        if (equals <= 0 || rest[..equals].ContainsAnyExcept(CpimSyntax.NameOctets))
        {
            return false;
        }

        name = (start + 1)..(start + 1 + equals);
        var first = start + equals + 2;
        var length = Length(line[first..]);
        value = first..(first + length);
        end = first + length;
        return length > 0;

        static int Length(ReadOnlySpan<byte> text)
        {
            if (text.Length > 0 && text[0] == '"')
            {
                return QuotedLength(text);
            }

            var token = text.IndexOfAnyExcept(CpimSyntax.TokenOctets);
            return token < 0 ? text.Length : token;
        }
    }

    /// <summary>What is wrong with a header value (RFC 3862 2.2, 2.3): an octet that must be escaped, an escape that is none, or not UTF-8.</summary>
    public static WireReason? FaultIn(ReadOnlySpan<byte> value, out int offset)
    {
        for (offset = 0; offset < value.Length;)
        {
            var octet = value[offset];
            if (octet is < 0x20 or 0x7F)
            {
                return WireReason.ControlCharacter;
            }

            var length = octet == '\\' ? EscapeLength(value[offset..]) : 1;
            if (length == 0)
            {
                return WireReason.Escape;
            }

            if (octet >= 0x80 && Rune.DecodeFromUtf8(value[offset..], out _, out length) != OperationStatus.Done)
            {
                return WireReason.Encoding;
            }

            offset += length;
        }

        return null;
    }

    /// <summary>Octets of the escape at the start, or 0 when it is not one of the grammar.</summary>
    private static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
        {
            return 0;
        }

        if (text[1] != 'u')
        {
            return "btnr\"'\\"u8.Contains(text[1]) ? 2 : 0;
        }

        if (text.Length < 6)
        {
            return 0;
        }

        foreach (var digit in text[2..6])
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return 0;
            }
        }

        return 6;
    }

    /// <summary>The parameters of a header, those before the first broken one.</summary>
    public static IReadOnlyList<CpimParameter> Parameters(ReadOnlySpan<byte> bytes, int start, int end)
    {
        var line = bytes[..end];
        List<CpimParameter>? found = null;
        while (start < end && line[start] == ';' && TryParameter(line, start, out var name, out var value, out start))
        {
            var text = Encoding.UTF8.GetString(line[value]);
            text = text[0] == '"' ? CpimText.Unescape(text[1..^1]) : text;
            (found ??= []).Add(new CpimParameter(Encoding.UTF8.GetString(line[name]), text));
        }

        return found is null ? [] : found;
    }

    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'"':
                    return i + 1;
                case (byte)'\\':
                    i++;
                    break;
            }
        }

        return 0;
    }
}
