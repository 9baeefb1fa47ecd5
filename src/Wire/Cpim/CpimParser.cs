using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Cpim;

/// <summary>Where the parts of a message lie, and what was forgiven to find them.</summary>
internal readonly record struct CpimLayout(int HeadersOffset, int EntityOffset, bool DeclaresNamespaces, CpimLiberties Liberties);

/// <summary>
/// Both readings in one pass: a deviation is an error in the strict reading and a liberty in the tolerant one.
/// </summary>
internal ref struct CpimParser(ReadOnlySpan<byte> bytes, CpimReading reading, WireLimits limits, Span<FieldSlot> slots)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly bool _strict = reading == CpimReading.Strict;
    private SlotBuffer _slots = new(slots);
    private CpimLiberties _liberties;
    private WireError? _error;
    private bool _declaresNamespaces;
    private int _firstContentHeader = -1;

    /// <summary>Finds headers and content. Null when the message can be read.</summary>
    public WireError? Parse(out CpimLayout layout)
    {
        var start = SkipCarrierHeader();
        var position = start;
        var hasBlankLine = false;
        while (_error is null && !hasBlankLine && position < _bytes.Length)
        {
            if (!Lines.TryTake(_bytes, position, LineEnds.Crlf, out var line, out var fault)
                && (_bytes[line.End] == '\r' || !Forgive(CpimLiberties.BareLineFeed, fault.Reason, line.End)))
            {
                _error ??= fault;
                break;
            }

            hasBlankLine = line.Length == 0;
            if (!hasBlankLine)
            {
                TakeHeader(line);
            }

            position = line.Next;
        }

        var entity = _error is null ? FindEntity(position, hasBlankLine) : position;
        layout = new CpimLayout(start, entity, _declaresNamespaces, _liberties);
        return _error is null ? null : Explain(_error);
    }

    /// <summary>The CPIM headers found.</summary>
    public readonly FieldSlot[] ToSlots() => _slots.ToArray();

    /// <summary>Reads the content of a message that was accepted: as many MIME headers as are readable, then the rest.</summary>
    public static MimeEntity ReadContent(ReadOnlyMemory<byte> entity)
    {
        var slots = new SlotBuffer(stackalloc FieldSlot[SlotBuffer.UsualInPart]);
        _ = MimeFieldScanner.Scan(entity.Span, 0, LineEnds.CrlfOrLf, WireLimits.Default, ref slots, out var contentOffset);
        return new MimeEntity(entity, slots.ToArray(), contentOffset);
    }

    /// <summary>The receipts draft prints the header of the carrier above the message; some senders copy that into the body.</summary>
    private int SkipCarrierHeader()
    {
        if (!IsCarrierHeader(_bytes) || !Forgive(CpimLiberties.CarrierHeader, WireReason.CarrierHeader, 0))
        {
            return 0;
        }

        var position = 0;
        while (position < _bytes.Length && Lines.TryTake(_bytes, position, LineEnds.CrlfOrLf, out var line, out _))
        {
            if (line.Length > 0 && !StartsWith(_bytes[position..], "content-") && !StartsWith(_bytes[position..], "mime-"))
            {
                break;
            }

            position = line.Next;
            if (line.Length == 0)
            {
                break;
            }
        }

        return position;
    }

    private static bool IsCarrierHeader(ReadOnlySpan<byte> bytes) =>
        StartsWith(bytes, "content-type:") && StartsWith(bytes["content-type:".Length..].TrimStart((byte)' '), "message/cpim");

    private void TakeHeader(Line line)
    {
        if (_slots.Count == limits.Fields || line.End > limits.HeaderBytes || line.Length > limits.FieldBytes)
        {
            Fail(WireReason.Limit, line.Start, "more or longer headers than the limits allow");
        }
        else if (_bytes[line.Start] is (byte)' ' or (byte)'\t')
        {
            Fold(line);
        }
        else if (CpimHeaderLine.TryName(_bytes[line.Start..line.End], out var nameLength, out var prefixLength, out var offset))
        {
            AddHeader(line, nameLength, prefixLength);
        }
        else
        {
            Fail(WireReason.HeaderName, line.Start + offset, "expected a header name and a colon");
        }
    }

    private void Fold(Line line)
    {
        if (_slots.Count == 0)
        {
            Fail(WireReason.Folding, line.Start);
        }
        else if (Forgive(CpimLiberties.Folding, WireReason.Folding, line.Start, "a header stands on one line"))
        {
            ref var folded = ref _slots[_slots.Count - 1];
            folded = folded.FoldedWith(_bytes, line);
        }
    }

    private void AddHeader(Line line, int nameLength, int prefixLength)
    {
        var value = line.Start + nameLength + 1;
        if (value < line.End && _bytes[value] == ';'
            && !CpimHeaderLine.TrySkipParameters(_bytes[..line.End], ref value, out var broken)
            && Forgive(CpimLiberties.Parameters, WireReason.HeaderValue, broken, "expected ';', a name, '=' and a value"))
        {
            var space = _bytes[value..line.End].IndexOf((byte)' ');
            value = space < 0 ? line.End : value + space;
        }

        var hasSpace = value < line.End && _bytes[value] == ' ';
        var text = hasSpace ? value + 1 : value;
        var end = Lines.TrimEnd(_bytes, text, line.End);
        if (!hasSpace)
        {
            Forgive(CpimLiberties.WhiteSpace, WireReason.WhiteSpace, value, "one space must follow the colon");
        }
        else if (end < line.End)
        {
            Forgive(CpimLiberties.WhiteSpace, WireReason.WhiteSpace, end, "white space ends the line");
        }

        if (text < end && _bytes[text] is (byte)' ' or (byte)'\t')
        {
            Forgive(CpimLiberties.WhiteSpace, WireReason.WhiteSpace, text, "only one space may follow the colon");
            text = end - _bytes[text..end].TrimStart(" \t"u8).Length;
        }

        CheckValue(text, end);
        var slot = new FieldSlot(line.Start, nameLength, text, end, line.Next);
        CheckNamespaces(slot, prefixLength);
        if (_firstContentHeader < 0 && StartsWith(_bytes[line.Start..], "content-"))
        {
            _firstContentHeader = _slots.Count;
        }

        _slots.Add(slot);
    }

    private void CheckValue(int start, int end)
    {
        var value = _bytes[start..end];
        if (value.ContainsAnyExcept(CpimSyntax.PlainOctets)
            && CpimHeaderLine.FaultIn(value, out var offset) is { } reason)
        {
            Forgive(CpimLiberties.Characters, reason, start + offset);
        }
    }

    private void CheckNamespaces(in FieldSlot slot, int prefixLength)
    {
        if (CpimNamespaces.IsDeclaration(_bytes, slot))
        {
            _declaresNamespaces = true;
            if (!CpimNamespaces.TryRead(_bytes[slot.ValueOffset..slot.ValueEnd], out _, out _))
            {
                Forgive(CpimLiberties.Namespace, WireReason.Namespace, slot.ValueOffset, "expected a prefix, or none, and '<' URI '>'");
            }
        }
        else if (prefixLength > 0
            && !CpimNamespaces.TryResolve(_bytes, _slots.Filled, _bytes.Slice(slot.Offset, prefixLength), out _))
        {
            Forgive(CpimLiberties.Namespace, WireReason.Namespace, slot.Offset, "no NS header declares this prefix");
        }
    }

    /// <summary>
    /// The content follows the empty line if MIME headers with a Content-Type stand there. If they do not, but stand
    /// among the CPIM headers, the empty line between the two was left out.
    /// </summary>
    private int FindEntity(int position, bool hasBlankLine)
    {
        var liberties = _liberties;
        var fault = hasBlankLine
            ? FaultInContentHeaders(position)
            : WireError.At(WireReason.BlankLine, _bytes, _bytes.Length, "the headers do not end");
        if (fault is null)
        {
            return position;
        }

        if (_firstContentHeader >= 0)
        {
            var entity = _slots[_firstContentHeader].Offset;

            // What was looked through as MIME headers is content, and free in its line ends.
            _liberties = liberties;
            Forgive(CpimLiberties.MissingBlankLine, WireReason.BlankLine, entity);
            _slots.Truncate(_firstContentHeader);
            return entity;
        }

        if (!hasBlankLine || _strict)
        {
            _error = fault;
        }

        _liberties |= CpimLiberties.ContentHeaders;
        return position;
    }

    private WireError? FaultInContentHeaders(int position)
    {
        var slots = new SlotBuffer(stackalloc FieldSlot[SlotBuffer.UsualInPart]);
        var fault = MimeFieldScanner.Scan(_bytes, position, LineEnds.Crlf, limits, ref slots, out _);
        if (fault is { Reason: WireReason.LineEnd } && !_strict)
        {
            slots.Truncate(0);
            fault = MimeFieldScanner.Scan(_bytes, position, LineEnds.CrlfOrLf, limits, ref slots, out _);
            _liberties |= CpimLiberties.BareLineFeed;
        }

        if (fault is not null)
        {
            return fault;
        }

        foreach (var slot in slots.Filled)
        {
            if (FieldTable.NameIs(_bytes, slot, "Content-Type"))
            {
                return null;
            }
        }

        return WireError.At(WireReason.MissingHeader, _bytes, position, "the content has no Content-Type");
    }

    /// <summary>A fault behind a MIME header that stands among the CPIM headers is a consequence of the missing empty line.</summary>
    private readonly WireError Explain(WireError error) =>
        _firstContentHeader >= 0 && _firstContentHeader < _slots.Count && error.Offset > _slots.Filled[_firstContentHeader].Offset
        && error.Reason != WireReason.Limit
            ? WireError.At(WireReason.BlankLine, _bytes, _slots.Filled[_firstContentHeader].Offset)
            : error;

    private bool Forgive(CpimLiberties liberty, WireReason reason, int offset, string? detail = null)
    {
        if (_strict)
        {
            Fail(reason, offset, detail);
            return false;
        }

        _liberties |= liberty;
        return true;
    }

    private void Fail(WireReason reason, int offset, string? detail = null) =>
        _error ??= WireError.At(reason, _bytes, offset, detail);

    private static bool StartsWith(ReadOnlySpan<byte> bytes, string text) =>
        bytes.Length >= text.Length && (bytes[0] | 0x20) == text[0] && Ascii.EqualsIgnoreCase(bytes[..text.Length], text);
}
