using System.Text;

namespace Conformance.Wire.Mime;

/// <summary>
/// One header field over the buffer it was read from. MIME entities and MSRP messages share this shape;
/// only MIME fields can be folded.
/// </summary>
public readonly record struct MimeField
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly FieldSlot _slot;

    internal MimeField(ReadOnlyMemory<byte> source, FieldSlot slot)
    {
        _source = source;
        _slot = slot;
    }

    /// <summary>The name as spelt on the wire. Compare with <see cref="Is"/>.</summary>
    public string Name => Encoding.UTF8.GetString(_source.Span.Slice(_slot.Offset, _slot.NameLength));

    /// <summary>The value without outer white space and with folds undone (line breaks removed, RFC 5322 2.2.3).</summary>
    public string Value => FieldTable.Text(RawValue.Span);

    /// <summary>The whole field, from its name through its line end.</summary>
    public ReadOnlyMemory<byte> Raw => _source[_slot.Offset.._slot.End];

    /// <summary>The octets of the value, folds included, outer white space excluded.</summary>
    public ReadOnlyMemory<byte> RawValue => _source[_slot.ValueOffset.._slot.ValueEnd];

    /// <summary>Where the field starts, counted from the start of the entity or message.</summary>
    public int Offset => _slot.Offset;

    /// <summary>Octets of <see cref="Raw"/>.</summary>
    public int Length => _slot.End - _slot.Offset;

    /// <summary>Where the value starts, counted from the start of the entity or message.</summary>
    public int ValueOffset => _slot.ValueOffset;

    /// <summary>Whether the field has this name; ASCII case is ignored.</summary>
    public bool Is(string name) => FieldTable.NameIs(_source.Span, _slot, name);
}
