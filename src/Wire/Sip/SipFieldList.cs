using System.Collections;

namespace Conformance.Wire.Sip;

/// <summary>The fields of a message as a list that is not stored.</summary>
internal sealed class SipFieldList(SipMessage message) : IReadOnlyList<SipField>
{
    public int Count => message.Slots.Length;

    public SipField this[int index] => (uint)index < (uint)Count
        ? new SipField(message, index)
        : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<SipField> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
