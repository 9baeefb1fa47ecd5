namespace Conformance.Wire.Sip;

/// <summary>Where one field stands: 12 bytes, so that the table of a usual message is smaller than two of its lines.</summary>
internal readonly struct SipFieldSlot(int offset, int nameLength, int valueStart, int length, SipHeader known)
{
    /// <summary>Of the name, in the message.</summary>
    public readonly int Offset = offset;

    /// <summary>Of the whole field with its folded lines and final CR LF.</summary>
    public readonly ushort Length = (ushort)length;

    public readonly ushort NameLength = (ushort)nameLength;

    /// <summary>Of the first byte after the colon that is no blank, from <see cref="Offset"/>.</summary>
    public readonly ushort ValueStart = (ushort)valueStart;

    public readonly SipHeader Known = known;
}
