using System.Text;

namespace Conformance.Wire.Mime;

/// <summary>The fields of one header block, found by name without allocating.</summary>
internal readonly struct FieldTable(ReadOnlyMemory<byte> source, FieldSlot[] slots)
{
    public ReadOnlyMemory<byte> Source => source;

    public MimeField[] ToFields()
    {
        var fields = new MimeField[slots.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            fields[i] = new MimeField(source, slots[i]);
        }

        return fields;
    }

    public int IndexOf(string name)
    {
        var bytes = source.Span;
        for (var i = 0; i < slots.Length; i++)
        {
            if (NameIs(bytes, slots[i], name))
            {
                return i;
            }
        }

        return -1;
    }

    public string? Value(string name)
    {
        var index = IndexOf(name);
        return index < 0 ? null : Text(RawValue(index));
    }

    public ReadOnlySpan<byte> RawValue(int index) => source.Span[slots[index].ValueOffset..slots[index].ValueEnd];

    public static bool NameIs(ReadOnlySpan<byte> bytes, in FieldSlot slot, string name) =>
        slot.NameLength == name.Length && Ascii.EqualsIgnoreCase(bytes.Slice(slot.Offset, slot.NameLength), name);

    public static string Text(ReadOnlySpan<byte> rawValue)
    {
        var text = Encoding.UTF8.GetString(rawValue);
        return rawValue.Contains((byte)'\n') ? text.Replace("\r", "").Replace("\n", "").Trim(' ', '\t') : text;
    }
}
