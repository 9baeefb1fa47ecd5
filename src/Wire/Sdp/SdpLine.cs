using System.Text;

namespace Conformance.Wire.Sdp;

/// <summary>One line of a session description over the octets it was read from.</summary>
public readonly record struct SdpLine
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly int _valueEnd;

    internal SdpLine(ReadOnlyMemory<byte> source, int offset, int valueEnd, int end)
    {
        _source = source;
        Offset = offset;
        _valueEnd = valueEnd;
        Length = end - offset;
    }

    /// <summary>The letter before the equals sign.</summary>
    public char Type => (char)_source.Span[Offset];

    /// <summary>What follows the equals sign.</summary>
    public string Value => Encoding.UTF8.GetString(_source.Span[(Offset + 2).._valueEnd]);

    /// <summary>The line as received, with its line end.</summary>
    public ReadOnlyMemory<byte> Raw => _source.Slice(Offset, Length);

    /// <summary>Where the line starts within the description.</summary>
    public int Offset { get; }

    /// <summary>Octets of <see cref="Raw"/>.</summary>
    public int Length { get; }
}
