using System.Runtime.CompilerServices;

namespace Conformance.Wire.Sip;

/// <summary>
/// Finds the fields of one message and its end. Of the values it reads only Content-Length, which framing needs; what else a
/// header says is read when somebody asks.
/// </summary>
internal ref struct SipParser(SipBytes input, SipFraming framing, WireLimits limits)
{
    private const int SlotsOnStack = 32;

    private readonly SipBytes _bytes = input;
    private readonly ReadOnlySpan<byte> _input = input.Span;
    private int _start;
    private int _at;
    private int _contentLength = -1;
    private WireError? _error;

    [InlineArray(SlotsOnStack)]
    private struct SlotBuffer
    {
        private SipFieldSlot _first;
    }

    public ReadStatus Read(out SipMessage? message, out int consumed, out WireError? error)
    {
        message = null;
        ReadStatus status = SkipLeadingLineEnds();
        consumed = _start;
        SipStartLine start = default;
        if (status == ReadStatus.Complete)
        {
            status = ReadStartLine(out start);
        }
        if (status == ReadStatus.Complete)
        {
            var slots = new SlotBuffer();
            status = ReadFields(slots, out SipFieldSlot[]? table);
            if (status == ReadStatus.Complete && table is not null)
            {
                status = FindBody(out int end);
                if (status == ReadStatus.Complete)
                {
                    message = new SipMessage(_bytes[_start..end], start, table, _at - _start, _contentLength);
                    consumed = end;
                }
            }
        }
        error = _error;
        return status;
    }

    // RFC 3261 7.5: on a stream, line ends before the start line are no part of a message.
    private ReadStatus SkipLeadingLineEnds()
    {
        if (framing == SipFraming.Stream)
        {
            while (_at + 1 < _input.Length && _input[_at] == '\r' && _input[_at + 1] == '\n')
            {
                _at += 2;
            }
            _start = _at;
        }
        if (_at < _input.Length)
        {
            return ReadStatus.Complete;
        }
        return framing == SipFraming.Stream ? ReadStatus.Incomplete : Malformed(WireReason.Empty, _at);
    }

    private ReadStatus ReadStartLine(out SipStartLine line)
    {
        line = default;
        int end = LineScan.LineBreak(_input, _at);
        if (end + 2 >= _input.Length || _input[end] != '\r' || _input[end + 1] != '\n')
        {
            return LineDoesNotEnd(_at, _start + limits.HeaderBytes, end);
        }
        if (!SipStartLine.TryRead(_input[_at..end], out line, out int fault))
        {
            return Malformed(WireReason.StartLine, _at + fault);
        }
        _at = end + 2;
        return ReadStatus.Complete;
    }

    private ReadStatus ReadFields(scoped Span<SipFieldSlot> slots, out SipFieldSlot[]? table)
    {
        table = null;
        int count = 0;
        int headerLimit = _start + limits.HeaderBytes;
        while (true)
        {
            if (_at >= _input.Length)
            {
                return NeedMore();
            }
            byte first = _input[_at];
            if (first == '\r')
            {
                break;
            }
            if (first is (byte)' ' or (byte)'\t')
            {
                return Malformed(WireReason.Folding, _at);
            }
            ReadStatus status = ReadField(headerLimit, out SipFieldSlot slot);
            if (status != ReadStatus.Complete)
            {
                return status;
            }
            if (count >= limits.Fields)
            {
                return Malformed(WireReason.Limit, _start + slot.Offset, $"more than {limits.Fields} header fields");
            }
            if (count == slots.Length)
            {
                SipFieldSlot[] larger = new SipFieldSlot[Math.Min(count * 2, limits.Fields)];
                slots.CopyTo(larger);
                slots = larger;
            }
            slots[count++] = slot;
        }
        if (_at + 1 >= _input.Length)
        {
            return NeedMore();
        }
        if (_input[_at + 1] != '\n')
        {
            return Malformed(WireReason.LineEnd, _at);
        }
        _at += 2;
        table = slots[..count].ToArray();
        return ReadStatus.Complete;
    }

    private ReadStatus ReadField(int headerLimit, out SipFieldSlot slot)
    {
        slot = default;
        ReadOnlySpan<byte> input = _input;
        int start = _at;
        int lineEnd = LineScan.LineBreak(input, start, out int colon);
        int nameEnd = colon;
        SipHeader known = colon > start ? SipHeaders.Of(input[start..], colon - start) : SipHeader.Unknown;
        if (known == SipHeader.Unknown)
        {
            ReadStatus status = ReadName(headerLimit, out nameEnd, out colon);
            if (status != ReadStatus.Complete)
            {
                return status;
            }
            known = SipHeaders.Of(input[start..], nameEnd - start);
        }
        int value = colon + 1;
        while ((uint)value < (uint)input.Length && input[value] is (byte)' ' or (byte)'\t')
        {
            value++;
        }
        int end;
        while (true)
        {
            end = lineEnd + 2;
            if ((uint)end >= (uint)input.Length || input[lineEnd] != '\r' || input[lineEnd + 1] != '\n')
            {
                return LineDoesNotEnd(start, headerLimit, lineEnd);
            }
            if (input[end] is not ((byte)' ' or (byte)'\t'))
            {
                break;
            }
            lineEnd = LineScan.LineBreak(input, end);
        }

        int length = end - start;
        if (length > limits.FieldBytes || length > ushort.MaxValue || end > headerLimit)
        {
            return Malformed(WireReason.Limit, start, "header field too large");
        }
        slot = new SipFieldSlot(start - _start, nameEnd - start, value - start, length, known);
        _at = end;
        return known == SipHeader.ContentLength ? ReadContentLength(value, end) : ReadStatus.Complete;
    }

    /// <summary>A name that is not known, or has blanks before its colon.</summary>
    private ReadStatus ReadName(int headerLimit, out int end, out int colon)
    {
        end = SipSyntax.SkipToken(_input, _at);
        // HCOLON = *( SP / HTAB ) ":" SWS
        colon = end;
        while (colon < _input.Length && _input[colon] is (byte)' ' or (byte)'\t')
        {
            colon++;
        }
        if (colon >= _input.Length)
        {
            return colon > headerLimit ? Malformed(WireReason.Limit, _at, "headers too large") : NeedMore();
        }
        return _input[colon] == ':' && end > _at ? ReadStatus.Complete : Malformed(WireReason.HeaderName, _at);
    }

    private ReadStatus ReadContentLength(int start, int end)
    {
        ReadOnlySpan<byte> text = SipSyntax.Trim(_input[start..end]);
        if (!SipSyntax.TryNumber(text, int.MaxValue, out long length))
        {
            return Malformed(WireReason.ContentLength, start, "Content-Length is not a number in range");
        }
        if (_contentLength >= 0 && _contentLength != length)
        {
            return Malformed(WireReason.ConflictingHeaders, start, "two Content-Length headers disagree");
        }
        _contentLength = (int)length;
        return ReadStatus.Complete;
    }

    private ReadStatus FindBody(out int end)
    {
        end = _input.Length;
        int available = _input.Length - _at;
        if (_contentLength > limits.BodyBytes)
        {
            return Malformed(WireReason.Limit, _at, $"a body of {_contentLength} bytes");
        }
        if (_contentLength < 0)
        {
            return framing == SipFraming.Stream ? Malformed(WireReason.MissingHeader, _at, "no Content-Length on a stream") : ReadStatus.Complete;
        }
        if (_contentLength > available)
        {
            return framing == SipFraming.Stream
                ? ReadStatus.Incomplete
                : Malformed(WireReason.ContentLength, _at, $"Content-Length is {_contentLength}, but the datagram has {available} bytes of body");
        }
        end = _at + _contentLength;
        return ReadStatus.Complete;
    }

    /// <summary>Why the bytes at <paramref name="end"/> are not CR LF and the first byte of another line.</summary>
    private ReadStatus LineDoesNotEnd(int from, int headerLimit, int end)
    {
        bool atEnd = end + 1 >= _input.Length ? end >= _input.Length || _input[end] == '\r' : _input[end] == '\r' && _input[end + 1] == '\n';
        if (!atEnd)
        {
            return Malformed(WireReason.LineEnd, end);
        }
        return _input.Length > headerLimit ? Malformed(WireReason.Limit, from, "headers too large") : NeedMore();
    }

    // A datagram brings no more bytes: what would be incomplete on a stream is cut off here.
    private ReadStatus NeedMore() =>
        framing == SipFraming.Stream ? ReadStatus.Incomplete : Malformed(WireReason.Truncated, _input.Length);

    private ReadStatus Malformed(WireReason reason, int offset, string? detail = null)
    {
        _error = WireError.At(reason, _input, offset, detail);
        return ReadStatus.Malformed;
    }
}
