using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>A header name made ready for comparison without case: names of up to 16 bytes in one vector.</summary>
internal readonly struct SipHeaderPattern
{
    private readonly Vector128<byte> _lower;
    private readonly Vector128<byte> _caseBits;
    private readonly Vector128<byte> _within;
    private readonly int _length;
    private readonly byte[] _name;

    public SipHeaderPattern(string name)
    {
        _name = Encoding.ASCII.GetBytes(name);
        _length = _name.Length;
        Span<byte> lower = stackalloc byte[16];
        Span<byte> caseBits = stackalloc byte[16];
        Span<byte> within = stackalloc byte[16];
        for (int i = 0; i < Math.Min(16, _name.Length); i++)
        {
            // Only a letter may differ in its case bit; a hyphen with it flipped would be a CR.
            caseBits[i] = SipSyntax.IsLetter(_name[i]) ? (byte)0x20 : (byte)0;
            lower[i] = (byte)(_name[i] | caseBits[i]);
            within[i] = 0xFF;
        }
        (_lower, _caseBits, _within) = (Vector128.Create<byte>(lower), Vector128.Create<byte>(caseBits), Vector128.Create<byte>(within));
    }

    /// <summary>The first <paramref name="length"/> bytes of the text are this name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(ReadOnlySpan<byte> text, int length)
    {
        if (length != _length)
        {
            return false;
        }
        if (length > Vector128<byte>.Count || text.Length < Vector128<byte>.Count)
        {
            return Ascii.EqualsIgnoreCase(text[..length], _name);
        }
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text));
        return ((bytes | _caseBits) & _within) == _lower;
    }
}
