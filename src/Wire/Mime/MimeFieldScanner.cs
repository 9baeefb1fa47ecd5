namespace Conformance.Wire.Mime;

/// <summary>Finds the fields of a MIME header block and the start of the content that follows it.</summary>
internal static class MimeFieldScanner
{
    /// <summary>
    /// Scans from <paramref name="start"/> to the empty line or to the end of the input; a body part may consist of
    /// headers alone (RFC 2046 5.1). Returns null when the block is well-formed; otherwise the fault, with the fields before
    /// it in <paramref name="slots"/> and the start of the broken line in <paramref name="contentOffset"/>.
    /// </summary>
    public static WireError? Scan(
        ReadOnlySpan<byte> bytes, int start, LineEnds lineEnds, WireLimits limits, ref SlotBuffer slots, out int contentOffset)
    {
        contentOffset = start;
        var position = start;
        while (position < bytes.Length)
        {
            contentOffset = position;
            if (!Lines.TryTake(bytes, position, lineEnds, out var line, out var fault))
            {
                return fault;
            }

            if (line.End - start > limits.HeaderBytes || line.Length > limits.FieldBytes)
            {
                return WireError.At(WireReason.Limit, bytes, position);
            }

            if (line.Length == 0)
            {
                contentOffset = line.Next;
                return null;
            }

            var reason = bytes[position] is (byte)' ' or (byte)'\t'
                ? Fold(bytes, line, limits, ref slots)
                : AddField(bytes, line, limits, ref slots);
            if (reason is { } malformed)
            {
                return WireError.At(malformed, bytes, position);
            }

            position = line.Next;
        }

        contentOffset = bytes.Length;
        return null;
    }

    private static WireReason? Fold(ReadOnlySpan<byte> bytes, Line line, WireLimits limits, ref SlotBuffer slots)
    {
        if (slots.Count == 0)
        {
            return WireReason.Folding;
        }

        ref var folded = ref slots[slots.Count - 1];
        if (line.End - folded.Offset > limits.FieldBytes)
        {
            return WireReason.Limit;
        }

        folded = folded.FoldedWith(bytes, line);
        return null;
    }

    private static WireReason? AddField(ReadOnlySpan<byte> bytes, Line line, WireLimits limits, ref SlotBuffer slots)
    {
        if (slots.Count == limits.Fields)
        {
            return WireReason.Limit;
        }

        var text = bytes[line.Start..line.End];
        var nameLength = text.IndexOfAnyExcept(MimeSyntax.FieldNameOctets);
        var colon = nameLength;
        while (colon >= 0 && colon < text.Length && text[colon] is (byte)' ' or (byte)'\t')
        {
            // Blanks before the colon are the obsolete form of RFC 5322 4.5, which receivers accept.
            colon++;
        }

        if (nameLength <= 0 || colon == text.Length || text[colon] != ':')
        {
            return WireReason.HeaderName;
        }

        var value = line.Start + colon + 1;
        var end = Lines.TrimEnd(bytes, value, line.End);
        while (value < end && bytes[value] is (byte)' ' or (byte)'\t')
        {
            value++;
        }

        slots.Add(new FieldSlot(line.Start, nameLength, value, end, line.Next));
        return null;
    }
}
