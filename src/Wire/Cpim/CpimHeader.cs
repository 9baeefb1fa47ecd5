using System.Text;
using Conformance.Wire.Mime;

namespace Conformance.Wire.Cpim;

/// <summary>A parameter between the colon of a CPIM header and the space before its value, such as <c>lang</c>.</summary>
/// <param name="Name">The name; its case counts (RFC 3862 3).</param>
/// <param name="Value">The value, quotes and escapes undone.</param>
public readonly record struct CpimParameter(string Name, string Value);

/// <summary>One CPIM header over the octets it was read from.</summary>
public readonly record struct CpimHeader
{
    private readonly CpimMessage _message;
    private readonly int _index;

    internal CpimHeader(CpimMessage message, int index)
    {
        _message = message;
        _index = index;
    }

    /// <summary>The name as spelt, prefix and dot included.</summary>
    public string QualifiedName => Encoding.UTF8.GetString(_message.Bytes.Span.Slice(Slot.Offset, Slot.NameLength));

    /// <summary>The name without its prefix.</summary>
    public string Name => QualifiedName[(QualifiedName.IndexOf('.') + 1)..];

    /// <summary>The prefix before the dot, or null.</summary>
    public string? Prefix => QualifiedName.IndexOf('.') is var dot and >= 0 ? QualifiedName[..dot] : null;

    /// <summary>
    /// The namespace URI the header is in: that of its prefix, else the default set by the last unprefixed NS header, else
    /// <see cref="CpimMessage.CoreNamespace"/>. Null for a prefix that no NS header has declared before.
    /// </summary>
    public string? Namespace => _message.NamespaceOf(_index);

    /// <summary>The parameters between colon and value, in order; those that break the grammar are left out.</summary>
    public IReadOnlyList<CpimParameter> Parameters => CpimHeaderLine.Parameters(_message.Bytes.Span, Slot.Offset + Slot.NameLength + 1, Slot.ValueOffset);

    /// <summary>The value as received, escapes not undone, outer white space excluded.</summary>
    public string Value => FieldTable.Text(RawValue.Span);

    /// <summary>The value for display, escapes undone.</summary>
    public string Text => CpimText.Unescape(Value);

    /// <summary>The header as received, name through line end.</summary>
    public ReadOnlyMemory<byte> Raw => _message.Bytes[Slot.Offset..Slot.End];

    /// <summary>The octets of the value.</summary>
    public ReadOnlyMemory<byte> RawValue => _message.Bytes[Slot.ValueOffset..Slot.ValueEnd];

    /// <summary>Where the header starts within <see cref="CpimMessage.Bytes"/>.</summary>
    public int Offset => Slot.Offset;

    /// <summary>Octets of <see cref="Raw"/>.</summary>
    public int Length => Slot.End - Slot.Offset;

    /// <summary>Where the value starts within <see cref="CpimMessage.Bytes"/>.</summary>
    public int ValueOffset => Slot.ValueOffset;

    private FieldSlot Slot => _message.Slots[_index];
}
