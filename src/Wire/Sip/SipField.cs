using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>One header field of a message, over the message's own bytes.</summary>
public readonly record struct SipField
{
    private readonly SipMessage _message;
    private readonly int _index;

    internal SipField(SipMessage message, int index) => (_message, _index) = (message, index);

    /// <summary>Which header it is, compact forms resolved.</summary>
    public SipHeader Known => Slot.Known;

    /// <summary>As spelt on the wire.</summary>
    public string Name => Encoding.UTF8.GetString(RawName);

    /// <summary>Unfolded (each line break with its white space becomes one space) and trimmed.</summary>
    public string Value => SipText.Unfold(_message.RawValue(Slot).Span);

    /// <summary>Name to final CR LF, folded lines included.</summary>
    public ReadOnlyMemory<byte> Raw => _message.Bytes.Slice(Slot.Offset, Slot.Length);

    /// <summary>The value's bytes, outer white space and final CR LF left out, folding kept.</summary>
    public ReadOnlyMemory<byte> RawValue => _message.RawValue(Slot).Memory;

    /// <summary>Index of the name's first byte in <see cref="SipMessage.Bytes"/>.</summary>
    public int Offset => Slot.Offset;

    /// <summary>Length of <see cref="Raw"/>.</summary>
    public int Length => Slot.Length;

    /// <summary>Index of the first byte of <see cref="RawValue"/> in <see cref="SipMessage.Bytes"/>.</summary>
    public int ValueOffset => _message.ValueOffset(Slot);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Value}";

    private ReadOnlySpan<byte> RawName => _message.Bytes.Span.Slice(Slot.Offset, Slot.NameLength);

    private ref readonly SipFieldSlot Slot => ref _message.Slots[_index];
}
