namespace Conformance.Wire.Mime;

/// <summary>Collects slots on the stack and moves to the heap only when a message has unusually many headers.</summary>
internal ref struct SlotBuffer(Span<FieldSlot> initial)
{
    /// <summary>Slots to reserve on the stack for a message: more headers than one normally carries, few enough to be cleared in no time.</summary>
    public const int Usual = 16;

    /// <summary>Slots to reserve on the stack for the MIME headers of a part.</summary>
    public const int UsualInPart = 6;

    private Span<FieldSlot> _slots = initial;

    public int Count { get; private set; }

    public readonly ref FieldSlot this[int index] => ref _slots[..Count][index];

    public void Add(in FieldSlot slot)
    {
        if (Count == _slots.Length)
        {
            var larger = new FieldSlot[Math.Max(Usual, _slots.Length * 2)];
            _slots.CopyTo(larger);
            _slots = larger;
        }

        _slots[Count++] = slot;
    }

    public void Truncate(int count) => Count = Math.Min(count, Count);

    public readonly ReadOnlySpan<FieldSlot> Filled => _slots[..Count];

    public readonly FieldSlot[] ToArray() => Count == 0 ? [] : _slots[..Count].ToArray();
}
