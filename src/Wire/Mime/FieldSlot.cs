namespace Conformance.Wire.Mime;

/// <summary>
/// Where one header field lies in its buffer. Parsing only fills these; text is made when somebody asks for it.
/// </summary>
/// <param name="Offset">First octet of the name.</param>
/// <param name="NameLength">Octets of the name, without white space before the colon.</param>
/// <param name="ValueOffset">First octet of the value, after the colon and the white space that follows it.</param>
/// <param name="ValueEnd">One past the last octet of the value, trailing white space excluded.</param>
/// <param name="End">One past the line end of the field, folded lines included.</param>
internal readonly record struct FieldSlot(int Offset, int NameLength, int ValueOffset, int ValueEnd, int End)
{
    /// <summary>The field with one more line. A line of blanks adds nothing to the value.</summary>
    public FieldSlot FoldedWith(ReadOnlySpan<byte> bytes, Line line)
    {
        var end = Lines.TrimEnd(bytes, line.Start, line.End);
        return this with { ValueEnd = end == line.Start ? ValueEnd : end, End = line.Next };
    }
}
