using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Msrp;

/// <summary>Where the body of a message lies, and whether a line break parts it from the end-line.</summary>
internal readonly record struct MsrpBodySlice(bool IsPresent, int Offset, int Length, bool IsClosed);

/// <summary>
/// Finds the end of one message in a growing input. It remembers what it has seen, so that each octet is looked at a
/// bounded number of times however small the pieces are in which it arrives.
/// </summary>
internal sealed class MsrpParser(WireLimits limits)
{
    private readonly List<FieldSlot> _slots = [];
    private Part _part = Part.StartLine;
    private MsrpStartLine _start;
    private MsrpBodySlice _body;
    private MsrpFlag _flag;
    private byte[] _endLine = [];
    private int _line;
    private int _searched;

    private enum Part
    {
        StartLine,
        Headers,
        Body,
    }

    /// <summary>Octets of the message once it is complete.</summary>
    public int Consumed { get; private set; }

    /// <summary>Looks at the octets that were added since the last call; the input must begin where it began before.</summary>
    public ReadStatus Advance(ReadOnlySpan<byte> input, out WireError? error)
    {
        error = null;
        while (_part != Part.Body)
        {
            var end = FindLineEnd(input, out error);
            if (end < 0)
            {
                return error is null ? ReadStatus.Incomplete : ReadStatus.Malformed;
            }

            var isLast = TakeLine(input, end, out error);
            if (error is not null)
            {
                return ReadStatus.Malformed;
            }

            _line = _searched = end + 2;
            if (isLast)
            {
                Consumed = _line;
                return ReadStatus.Complete;
            }
        }

        return FindEndLine(input, out error);
    }

    /// <summary>The complete message over its octets, which may be a copy of the input.</summary>
    public MsrpMessage ToMessage(ReadOnlyMemory<byte> bytes) => new(bytes, _start, [.. _slots], _body, _flag);

    private int FindLineEnd(ReadOnlySpan<byte> input, out WireError? error)
    {
        error = null;
        if (_part == Part.StartLine && !CanStart(input))
        {
            error = WireError.At(WireReason.StartLine, input, 0, "expected 'MSRP' and a space");
            return -1;
        }

        var found = input[_searched..].IndexOfAny((byte)'\r', (byte)'\n');
        _searched = found < 0 ? input.Length : _searched + found;
        if (_searched > limits.HeaderBytes || _searched - _line > limits.FieldBytes)
        {
            error = WireError.At(WireReason.Limit, input, _line, "start line and headers are over their size limit");
        }
        else if (found >= 0 && (input[_searched] == '\n' || (_searched + 1 < input.Length && input[_searched + 1] != '\n')))
        {
            error = WireError.At(WireReason.LineEnd, input, _searched);
        }

        return error is null && found >= 0 && _searched + 1 < input.Length ? _searched : -1;
    }

    private static bool CanStart(ReadOnlySpan<byte> input)
    {
        var length = Math.Min(input.Length, MsrpSyntax.Protocol.Length);
        return input[..length].SequenceEqual(MsrpSyntax.Protocol[..length]);
    }

    /// <summary>Takes one line of the start line or the headers; true when it was the end-line.</summary>
    private bool TakeLine(ReadOnlySpan<byte> input, int end, out WireError? error)
    {
        error = null;
        var line = input[_line..end];
        if (_part == Part.StartLine)
        {
            if (!MsrpStartLine.TryParse(line, out _start, out var offset, out var detail))
            {
                error = WireError.At(WireReason.StartLine, input, offset, detail);
                return false;
            }

            _endLine = Encoding.ASCII.GetBytes("\r\n-------" + _start.TransactionId);
            _part = Part.Headers;
        }
        else if (line.Length == 0)
        {
            _part = Part.Body;
        }
        else if (line.StartsWith(MsrpSyntax.EndLineStart))
        {
            if (!line[..^1].SequenceEqual(_endLine.AsSpan(2)) || !MsrpSyntax.TryFlag(line[^1], out _flag))
            {
                error = WireError.At(WireReason.EndLine, input, _line, $"expected the end-line of transaction {_start.TransactionId}");
                return false;
            }

            _body = new MsrpBodySlice(IsPresent: false, _line, 0, IsClosed: true);
            return true;
        }
        else
        {
            error = AddHeader(input, line, end);
        }

        return false;
    }

    private WireError? AddHeader(ReadOnlySpan<byte> input, ReadOnlySpan<byte> line, int end)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAnyExcept(MsrpSyntax.TokenOctets))
        {
            return WireError.At(WireReason.HeaderName, input, _line);
        }

        if (_slots.Count == limits.Fields)
        {
            return WireError.At(WireReason.Limit, input, _line, "more headers than the limit allows");
        }

        // The grammar has exactly one space here. More or fewer leave the meaning clear, so they are a finding, not a fault.
        var value = _line + colon + 1;
        var valueEnd = Lines.TrimEnd(input, value, end);
        while (value < valueEnd && input[value] is (byte)' ' or (byte)'\t')
        {
            value++;
        }

        _slots.Add(new FieldSlot(_line, colon, value, valueEnd, end + 2));
        return null;
    }

    private ReadStatus FindEndLine(ReadOnlySpan<byte> input, out WireError? error)
    {
        error = null;
        // The line break of the empty line counts, so that an end-line may follow at once.
        var from = Math.Max(_searched, _line) - 2;
        while (true)
        {
            var found = input[from..].IndexOf(_endLine);
            if (found < 0)
            {
                _searched = Math.Max(_line, input.Length - _endLine.Length + 3);
                break;
            }

            from += found;
            _searched = from + 2;
            var tail = input[(from + _endLine.Length)..];
            if (tail.Length < 3)
            {
                if (CouldEnd(tail))
                {
                    break;
                }
            }
            else if (CouldEnd(tail))
            {
                return Complete(input, from, out error);
            }

            from += 2;
        }

        if (_searched - _line > limits.ChunkBytes + 2L)
        {
            error = TooLong(input);
            return ReadStatus.Malformed;
        }

        return ReadStatus.Incomplete;
    }

    private static bool CouldEnd(ReadOnlySpan<byte> tail) =>
        (tail.Length < 1 || MsrpSyntax.TryFlag(tail[0], out _))
        && (tail.Length < 2 || tail[1] == '\r')
        && (tail.Length < 3 || tail[2] == '\n');

    private ReadStatus Complete(ReadOnlySpan<byte> input, int bodyEnd, out WireError? error)
    {
        var length = Math.Max(0, bodyEnd - _line);
        error = length > limits.ChunkBytes ? TooLong(input) : null;
        MsrpSyntax.TryFlag(input[bodyEnd + _endLine.Length], out _flag);
        _body = new MsrpBodySlice(IsPresent: true, _line, length, IsClosed: bodyEnd >= _line);
        Consumed = bodyEnd + _endLine.Length + 3;
        return error is null ? ReadStatus.Complete : ReadStatus.Malformed;
    }

    private WireError TooLong(ReadOnlySpan<byte> input) =>
        WireError.At(WireReason.Limit, input, _line, $"the chunk is over its limit of {limits.ChunkBytes} octets");
}
