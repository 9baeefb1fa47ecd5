using System.Text;

namespace Conformance.Wire.Sip;

/// <content>Fields by position, by header and by name.</content>
public sealed partial class SipMessage
{
    private SipFieldList? _fields;

    internal SipFieldSlot[] Slots { get; }

    /// <summary>All header fields in order.</summary>
    public IReadOnlyList<SipField> Fields => _fields ??= new SipFieldList(this);

    /// <summary>At least one field of that header is there.</summary>
    public bool Has(SipHeader header) => Find(header) >= 0;

    /// <summary>Whole value of the first field of that header, unfolded; null when absent.</summary>
    public string? Value(SipHeader header) => Find(header) is int index and >= 0 ? SipText.Unfold(RawValue(Slots[index]).Span) : null;

    /// <summary>
    /// Values of all fields of that header in order. A header whose grammar is a comma list is split at the commas outside quotes and
    /// angle brackets; any other (Date, Subject, the authentication headers, unknown ones) gives one value per field.
    /// </summary>
    public IReadOnlyList<string> Values(SipHeader header)
    {
        var values = new List<string>();
        for (int i = 0; i < Slots.Length; i++)
        {
            if (Slots[i].Known == header)
            {
                AddValues(values, Slots[i]);
            }
        }
        return values;
    }

    /// <summary>Whole value of the first field of that name (any header, without case, compact or long form), unfolded; null when absent.</summary>
    public string? Value(string name)
    {
        SipHeader known = SipHeaders.Of(name);
        foreach (SipField field in Fields)
        {
            if (Matches(field, known, name))
            {
                return field.Value;
            }
        }
        return null;
    }

    /// <summary>Values of all fields of that name (any header, without case, compact or long form), as <see cref="Values(SipHeader)"/> gives them.</summary>
    public IReadOnlyList<string> Values(string name)
    {
        SipHeader known = SipHeaders.Of(name);
        return known != SipHeader.Unknown
            ? Values(known)
            : [.. Fields.Where(field => Matches(field, known, name)).Select(field => field.Value)];
    }

    /// <summary>The bytes of the first value of that header, folding kept; empty when absent.</summary>
    internal SipBytes RawValue(SipHeader header) => Find(header) is int index and >= 0 ? RawValue(Slots[index]) : default;

    internal SipBytes RawValue(in SipFieldSlot slot)
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        int start = ValueOffset(slot);
        // The field ends in CR LF.
        int end = slot.Offset + slot.Length - 2;
        while (end > start && SipSyntax.IsWhite(bytes[end - 1]))
        {
            end--;
        }
        return _bytes[start..end];
    }

    internal int ValueOffset(in SipFieldSlot slot)
    {
        int start = slot.Offset + slot.ValueStart;
        ReadOnlySpan<byte> bytes = _bytes.Span;
        if (!SipSyntax.IsWhite(bytes[start]))
        {
            return start;
        }
        int end = slot.Offset + slot.Length;
        int value = SipSyntax.SkipWhite(bytes[..end], start);
        // An empty value stands right after the colon's blanks, not behind the line end.
        return value == end ? start : value;
    }

    private static bool Matches(SipField field, SipHeader known, string name) =>
        known != SipHeader.Unknown ? field.Known == known : field.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private int Find(SipHeader header)
    {
        SipFieldSlot[] slots = Slots;
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i].Known == header)
            {
                return i;
            }
        }
        return -1;
    }

    private void AddValues(List<string> values, in SipFieldSlot slot)
    {
        ReadOnlySpan<byte> value = RawValue(slot).Span;
        if (!SipHeaders.IsList(slot.Known))
        {
            values.Add(SipText.Unfold(value));
            return;
        }
        var list = new SipCommaList(value);
        while (list.MoveNext())
        {
            values.Add(SipText.Unfold(value[list.Start..list.End]));
        }
    }
}
